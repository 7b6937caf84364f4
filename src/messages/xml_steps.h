// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "field.h"
#include "message_kind.h"
#include "ontzorgd/base/text.h"
#include "xml.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Reading an ISO 20022 message by a table: what an element means where it stands, by local name.
///
/// `Node` is an enum of the elements that hold others; it has outside (around `Document`: a
/// business envelope, or nothing), passed (an element that says nothing to us, and all in it),
/// leaf, document, message, and at its end count.
namespace ontzorgd::messages {

/// What an element means where it stands.
template <class Reader, class Node>
struct XmlStep {
    using OnStart = void (*)(Reader&);
    using OnText = void (*)(Reader&, std::string_view);

    Node parent = Node::passed;
    std::string_view name;
    Node node = Node::passed;
    OnStart on_start = nullptr;
    OnText on_text = nullptr;
    OnStart on_end = nullptr;

    static constexpr XmlStep leaf(Node parent, std::string_view name, OnText on_text,
                                  OnStart on_start = nullptr) {
        return {.parent = parent,
                .name = name,
                .node = Node::leaf,
                .on_start = on_start,
                .on_text = on_text,
                .on_end = nullptr};
    }
    static constexpr XmlStep branch(Node parent, std::string_view name, Node node,
                                    OnStart on_start = nullptr, OnStart on_end = nullptr,
                                    OnText on_text = nullptr) {
        return {.parent = parent,
                .name = name,
                .node = node,
                .on_start = on_start,
                .on_text = on_text,
                .on_end = on_end};
    }
};

/// The steps below each node, found by the node's number.
template <class Step>
class XmlStepTable {
public:
    XmlStepTable(std::initializer_list<std::span<const Step>> tables) {
        for (const std::span<const Step> table : tables) {
            for (const Step& step : table) steps_[index(step.parent)].push_back(step);
        }
    }
    /// Null for an element that says nothing to us.
    [[nodiscard]] const Step* find(decltype(Step::node) parent, std::string_view name) const {
        for (const Step& step : steps_[index(parent)]) {
            if (step.name == name) return &step;
        }
        return nullptr;
    }

private:
    using Node = decltype(Step::node);
    static constexpr std::size_t index(Node node) { return static_cast<std::size_t>(node); }
    std::array<std::vector<Step>, static_cast<std::size_t>(Node::count)> steps_;
};

/// Walks a message by its steps. `Reader` is the class itself; it has `accept(kind)`, which stops
/// the reading of another kind, and a static `find_step(parent, name)`.
///
/// Errors (malformed): message_is_given_twice, message_kind_is_unknown (element),
/// amount_has_no_currency, number_is_malformed.
template <class Reader, class Node>
class XmlStepReader : public XmlHandler {
public:
    using Step = XmlStep<Reader, Node>;

    bool start(const XmlElement& element) override {
        const Step* step = step_of(element);
        if (step->node == Node::document) begin_document(element);
        const Node parent = path_.empty() ? Node::outside : path_.back()->node;
        if (parent == Node::document) begin_message(element.name());
        if (parent == Node::outside && element.name() == envelope_header) see_envelope(element);
        path_.push_back(step);
        if (stopped()) return false;
        if (step->on_start != nullptr) step->on_start(self());
        if (wants_currency_) take_currency(element);
        return step->on_text != nullptr;
    }

    void end(std::string_view /*name*/, std::string_view text) override {
        const Step* step = path_.back();
        if (step->on_text != nullptr) step->on_text(self(), text);
        if (step->on_end != nullptr && !stopped()) step->on_end(self());
        // After an error the path stays, to tell where it was.
        if (!stopped()) path_.pop_back();
    }

    // What steps use; after an error the reading has stopped and a value does not matter.

    /// The element that begins is an amount: its currency stands in its tag.
    void see_currency() { wants_currency_ = true; }
    std::int64_t number(std::string_view text) {
        const std::string_view digits = base::trimmed(text);
        const auto value = base::is_digits(digits) ? base::parse_int(digits) : std::nullopt;
        if (!value) stop(base::malformed("number_is_malformed", {{"value", shown(text)}}));
        return value.value_or(0);
    }

protected:
    [[nodiscard]] const std::optional<MessageKind>& kind() const { return kind_; }
    /// "head.001.001.01" when there is one around the message.
    [[nodiscard]] const std::string& envelope() const { return envelope_; }
    [[nodiscard]] const std::string& currency() const { return currency_; }
    [[nodiscard]] bool is_inside(Node node) const {
        return std::ranges::any_of(path_, [&](const Step* step) { return step->node == node; });
    }
    template <class T>
    T taken(base::Result<T> result) {
        if (result) return std::move(result).value();
        stop(result.failure());
        return T{};
    }
    void pass_on(const base::Result<base::Done>& result) {
        if (!result) stop(result.failure());
    }

private:
    static constexpr std::string_view envelope_header = "AppHdr";
    static constexpr Step document_step = Step::branch(Node::outside, "Document", Node::document);
    static constexpr Step envelope_step = Step::branch(Node::outside, "", Node::outside);
    static constexpr Step passed_step = Step::branch(Node::passed, "", Node::passed);

    /// A name that was looked up before, and what it turned out to be.
    struct Seen {
        const char* name = nullptr;
        Node parent = Node::passed;
        const Step* step = nullptr;
    };

    Reader& self() { return static_cast<Reader&>(*this); }

    const Step* step_of(const XmlElement& element) {
        const Node parent = path_.empty() ? Node::outside : path_.back()->node;
        if (parent == Node::outside) {
            if (element.name() == document_step.name) return &document_step;
            // What an envelope says beside the document is not ours to read.
            return element.name() == envelope_header ? &passed_step : &envelope_step;
        }
        if (parent == Node::passed) return &passed_step;
        // A file repeats a few dozen names a million times: an address is quicker to know than a
        // name.
        const char* name = element.name().data();
        const auto address = reinterpret_cast<std::uintptr_t>(name);
        Seen& seen = seen_[(address ^ (address >> 9U) ^ static_cast<std::size_t>(parent) * 37) %
                           seen_.size()];
        if (seen.name != name || seen.parent != parent) {
            const Step* step = Reader::find_step(parent, element.name());
            seen = {.name = name, .parent = parent, .step = step != nullptr ? step : &passed_step};
        }
        return seen.step;
    }

    void see_envelope(const XmlElement& element) {
        const auto kind = kind_of_namespace(element.namespace_uri());
        if (kind) envelope_ = kind->to_string();
    }

    void begin_document(const XmlElement& element) {
        // A second document in one envelope would hide behind the first.
        if (kind_) return stop(base::malformed("message_is_given_twice"));
        kind_ = kind_of_namespace(element.namespace_uri());
        if (kind_) self().accept(*kind_);
    }

    void begin_message(std::string_view name) {
        if (kind_) return;
        kind_ = kind_of_element(name);
        if (kind_) return self().accept(*kind_);
        stop(base::malformed("message_kind_is_unknown", {{"element", shown(name)}}));
    }

    void take_currency(const XmlElement& element) {
        wants_currency_ = false;
        currency_ = element.attribute("Ccy").value_or("");
        if (currency_.empty()) stop(base::malformed("amount_has_no_currency"));
    }

    std::vector<const Step*> path_;
    std::optional<MessageKind> kind_;
    std::string envelope_;
    bool wants_currency_ = false;
    std::string currency_;
    std::array<Seen, 1024> seen_{};
};

}  // namespace ontzorgd::messages
