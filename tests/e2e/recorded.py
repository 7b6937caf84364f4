# SPDX-License-Identifier: EUPL-1.2
"""Holds what goes over the network against the contract: every request that was taken, and every answer.

A program that talks to the API knows it from schemas/openapi/openapi.json alone; what that does not say must not
be sent. Each test that drives the daemon gives its traffic to `Recorder`.
"""
import json
import os
import pathlib
import re
import urllib.parse

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "schemas/openapi/openapi.json"


def without_openapi(schema):
    """The schema as JSON Schema has it: OpenAPI 3.0 writes what may be null in a word of its own."""
    if isinstance(schema, dict):
        made = {name: without_openapi(value) for name, value in schema.items() if name != "nullable"}
        if schema.get("nullable"):
            return {"anyOf": [made, {"type": "null"}]}
        return made
    return [without_openapi(each) for each in schema] if isinstance(schema, list) else schema


class Recorder:
    """The contract, and which of its answers have been seen."""

    def __init__(self):
        self.contract = without_openapi(json.loads(CONTRACT.read_text()))
        self.operations = []
        for path, operations in self.contract["paths"].items():
            pattern = re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part)
                                         for part in re.split(r"(\{\w+\})", path)))
            for method, operation in operations.items():
                self.operations.append((path.count("{"), method.upper(), path, pattern, operation))
        self.operations.sort(key=lambda each: each[0])  # a path without values goes before one with
        self.seen = {}

    def operation(self, method, target):
        """Path and operation, or None for what the contract does not have."""
        path = target.partition("?")[0]
        for _, its_method, its_path, pattern, operation in self.operations:
            if its_method == method and path.startswith("/v1") and pattern.fullmatch(path[3:]):
                return its_path, operation
        return None

    def validator(self, schema):
        return jsonschema.Draft4Validator({**schema, "components": self.contract["components"]},
                                          format_checker=jsonschema.FormatChecker())

    def check(self, schema, value, where):
        wrong = sorted(self.validator(schema).iter_errors(value), key=str)
        if wrong:
            first = wrong[0]
            raise AssertionError("%s is not what the contract says: %s: %s\n%s" % (
                where, "/".join(str(each) for each in first.absolute_path), first.message,
                json.dumps(value, ensure_ascii=False)[:2000]))

    def resolve(self, part):
        while "$ref" in part:
            found = self.contract
            for name in part["$ref"].removeprefix("#/").split("/"):
                found = found[name]
            part = found
        return part

    def answered(self, method, target, status, headers, told, sent=None, kind=None, authorization=None):
        """Holds one answer against the contract, and the request when it was taken."""
        if not target.startswith("/v1"):
            return
        found = self.operation(method, target)
        if found is None:
            assert status in (400, 403, 404, 405), "%s %s is not in the contract: %d" % (method, target, status)
            return
        path, operation = found
        name = "%s %s" % (method, path)
        self.seen.setdefault(name, set()).add(status)
        where = "%s: %d" % (name, status)
        assert str(status) in operation["responses"], where + " is not in the contract"
        answer = self.resolve(operation["responses"][str(status)])
        for header, told_of in answer.get("headers", {}).items():
            if self.resolve(told_of).get("required"):
                assert header in headers, "%s has no %s" % (where, header)
        ours = [header for header in headers if header.lower().startswith("ontzorgd-")]
        for header in ours:
            assert header in answer.get("headers", {}), "the contract does not say that %s has %s" % (where, header)
        if authorization and status < 300:
            schemes = self.contract["components"]["securitySchemes"]
            taken = [schemes[name] for each in operation["security"] for name in each]
            assert any(each.get("scheme") == authorization.split()[0].lower() for each in taken), \
                "%s took %s, which the contract does not say" % (where, authorization.split()[0])
        content = answer.get("content", {})
        media = headers.get("Content-Type", "").partition(";")[0]
        assert media in content or (not content and not told), "%s comes as %s" % (where, media)
        if "json" in media and "json-lines" not in media:
            self.check(content[media]["schema"], told, "the answer of " + where)
        if status >= 400:
            assert not re.search(r"--[a-z]", json.dumps(told)), "%s speaks of an option: %s" % (where, told)
        if status < 300:
            self.check_request(operation, where, target, sent, kind)

    def check_request(self, operation, where, target, sent, kind):
        parameters = [self.resolve(each) for each in operation.get("parameters", [])]
        allowed = {each["name"] for each in parameters if each["in"] == "query"}
        for asked, _ in urllib.parse.parse_qsl(target.partition("?")[2], keep_blank_values=True):
            assert asked in allowed, "%s takes no %s" % (where, asked)
        body = operation.get("requestBody")
        if not body:
            return
        assert sent or not body.get("required"), where + " was taken without a body"
        if sent and (kind or "").partition(";")[0] == "application/json":
            self.check(body["content"]["application/json"]["schema"], json.loads(sent), "the request of " + where)

    def never_answered(self):
        """What no test saw: operations without an answer that is no error, and without an error."""
        missing = []
        for _, method, path, _, operation in self.operations:
            name = "%s %s" % (method, path)
            seen = self.seen.get(name, set())
            # tools/check_oidc logs in at a login server, which this test has not.
            if not any(status < 300 for status in seen) and "303" not in operation["responses"]:
                missing.append(name + ": never done")
            if any(status.startswith("4") for status in operation["responses"]) and not any(
                    400 <= status < 500 for status in seen):
                missing.append(name + ": never refused")
        return missing
