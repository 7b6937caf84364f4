#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What no route takes, sent to every route as the contract lists them.

    wrong_requests_test.py PROGRAM

Bodies, paths, queries, headers and forms that are wrong in each way that there is: the answer is a problem that says
all that is wrong, nothing is changed, and the connection goes on.
"""
import json
import pathlib
import re
import sys
import time
import unittest
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commands_test  # noqa: E402
import serve_test  # noqa: E402


class EveryRoute(serve_test.OverTheNetworkBase):
    """What is wrong with a request is said, whatever the route, and changes nothing."""

    def operations(self):
        contract = self.gives("rob", 200, "GET", "/v1/openapi.json")
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                if path.startswith("/sessies") or path == "/openapi.json":
                    continue
                places = {each["name"]: each["schema"]["type"] for each in operation.get("parameters", [])
                          if each.get("in") == "path"}
                filled = re.sub(r"\{(\w+)\}", lambda name: "1" if places[name.group(1)] == "integer" else "x", path)
                content = operation.get("requestBody", {}).get("content", {})
                yield method.upper(), "/v1" + filled, content.get("application/json", {}).get("schema"), content

    @staticmethod
    def wrong_bodies(schema):
        """Bodies that no route with this schema takes."""
        right = {"string": "x", "integer": 1, "boolean": True, "array": [1]}
        properties = schema["properties"]
        whole = {name: right[each["type"]] for name, each in properties.items()}
        for required in schema.get("required", []):
            yield json.dumps({name: value for name, value in whole.items() if name != required}).encode()
        yield json.dumps({**whole, "bestaat_niet": 1}).encode()
        for name, each in properties.items():
            for wrong in ([], {}, None, 1.5, {"string": 7}.get(each["type"], "zeven")):
                if not (wrong == [] and each["type"] == "array"):
                    yield json.dumps({**whole, name: wrong}).encode()
            twice = json.dumps(whole)[:-1] + "," + json.dumps({name: whole[name]})[1:]
            yield twice.encode()
            if each["type"] == "string":
                yield json.dumps({**whole, name: "x" * 2001}).encode()
                yield json.dumps({**whole, name: "a"}).encode().replace(b'"a"', b'"\xff"')
        for text in (b"[]", b"{", b"7", b"[" * 3000, b'{"a":' * 3000, b"\x00"):
            yield text

    @staticmethod
    def malformed(schema):
        """A value of the kind that a schema asks and against what else it says; None when it asks nothing more."""
        if schema["type"] == "integer":
            lowest, highest = schema.get("minimum"), schema.get("maximum")
            return lowest - 1 if lowest is not None else None if highest is None else highest + 1
        if schema["type"] != "string":
            return None
        if "enum" in schema:
            return "bestaat-niet"
        if schema.get("format") == "date":
            return "2026-02-30"
        if "pattern" in schema:
            return "~ ~"
        if schema.get("minLength"):
            return "x" * (schema["minLength"] - 1)
        return "x" * (schema["maxLength"] + 1) if schema.get("maxLength", 2000) < 2000 else None

    def head(self):
        return self.gives("aad", 200, "GET", "/v1/ankers/huidige")

    def test_1_whatever_is_wrong_with_a_body_is_refused_and_changes_nothing(self):
        self.gives("rob", 201, "POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-rob"})
        before, count = self.head(), 0
        for method, path, schema, _ in self.operations():
            if schema is None:
                continue
            for body in self.wrong_bodies(schema):
                told = self.gives("rob", 400, method, path, body)
                self.assertTrue(told["bevindingen"], (path, body))
                count += 1
            self.gives("rob", 415, method, path, b"<a/>", kind="text/html")
            self.gives("rob", 413, method, path, b" " * 70_000)
        self.assertGreater(count, 500)
        self.assertEqual(self.head(), before)

    def test_2_what_is_wrong_with_a_path_or_query_is_refused(self):
        for method, path, _, content in self.operations():
            body = {"kind": next(iter(content))} if content else {}
            text = b"{}" if content else None
            self.assertIn(self.person("rob").ask(method, path + "?bestaatNiet=1", text, **body)[0], (400, 403), path)
            self.assertIn(self.person("rob").ask(method, path + "/", text, **body)[0], (404,), path)
            for trick in ("/v1/../v1", "/v1/%2e%2e/v1", "//v1", "/v1/.", "/v1%2f"):
                self.assertIn(self.person("rob").ask(method, path.replace("/v1", trick, 1), text, **body)[0], (400, 404))
            self.assertIn(self.person("rob").ask(method, path + "%00", text, **body)[0], (400, 404))

    def test_2_what_a_path_or_query_holds_is_looked_at_and_is_of_its_kind(self):
        """Too large, no number, doubled, no UTF-8; without what is needed."""
        contract = self.gives("rob", 200, "GET", "/v1/openapi.json")
        count = 0
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                if path.startswith("/sessies") or path == "/openapi.json":
                    continue
                content = operation.get("requestBody", {}).get("content", {})
                sent = {"kind": next(iter(content))} if content else {}
                body = b"{}" if content else None

                def told(target):
                    status, _, answer = self.person("rob").ask(method.upper(), "/v1" + target, body, **sent)
                    self.assertIn(status, (400, 403, 404), (method, target, answer))
                    return status, answer
                parameters = [each for each in operation.get("parameters", []) if "in" in each]
                filled = re.sub(r"\{\w+\}", "1", path)
                for each in parameters:
                    number = each["schema"].get("type") == "integer"
                    if each["in"] == "path":
                        place = path.replace("{%s}" % each["name"], "%s")
                        place = re.sub(r"\{\w+\}", "1", place)
                        wrong = ["%ff", "%00", "%2f", "..", "%5c", "a" * 2001]
                        wrong += ["zeven", "1.5", "9" * 30, "0x1", "+1"] if number else []
                        for value in wrong:
                            told(place % value)
                            count += 1
                    elif each["in"] == "query":
                        wrong = ["%ff", "%00"] + (["zeven", "9" * 30] if number else [])
                        wrong += ["ja", "1"] if each["schema"].get("type") == "boolean" else []
                        for value in wrong:
                            told("%s?%s=%s" % (filled, each["name"], value))
                        told("%s?%s=1&%s=1" % (filled, each["name"], each["name"]))
                        count += 1
        self.assertGreater(count, 300)

    def test_2_all_malformed_values_are_told_at_once_whatever_the_route(self):
        """Each with its field and the place of it; those of a contract that says more are malformed too."""
        self.gives("rob", 201, "POST", "/v1/sessies/huidige/bevestigingen", {"wachtwoord": "wachtwoord-van-rob"})
        contract = self.gives("rob", 200, "GET", "/v1/openapi.json")
        places = {"path": "pad", "query": "query"}
        before, count = self.head(), 0
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                if path.startswith(("/sessies", "/machinesessies", "/aanmelden")) or path == "/openapi.json":
                    continue
                target, query, body, wanted = path, [], {}, set()
                for each in operation.get("parameters", []):
                    if each.get("in") not in places:
                        continue
                    wrong = self.malformed(each["schema"])
                    value = wrong if wrong is not None else 1
                    if each["in"] == "path":
                        target = target.replace("{%s}" % each["name"], urllib.parse.quote(str(value)))
                    elif wrong is not None or each["required"]:
                        query.append("%s=%s" % (each["name"], urllib.parse.quote(str(value))))
                    if wrong is not None:
                        wanted.add((each["name"], places[each["in"]]))
                content = operation.get("requestBody", {}).get("content", {})
                schema = content.get("application/json", {}).get("schema", {"properties": {}})
                for name, each in schema["properties"].items():
                    wrong = self.malformed(each)
                    if wrong is not None:
                        body[name] = wrong
                        wanted.add((name, "inhoud"))
                    elif name in schema.get("required", []):
                        body[name] = {"string": "x", "integer": 1, "boolean": True, "array": [1]}[each["type"]]
                if not wanted:
                    continue
                target = "/v1" + target + ("?" if query else "") + "&".join(query)
                sent = {"kind": next(iter(content))} if content else {}
                text = None if not content else json.dumps(body).encode() if schema["properties"] else b"x"
                status, _, told = self.person("rob").ask(method.upper(), target, text, **sent)
                self.assertEqual((status, told["code"]), (400, "request_is_not_accepted"), (method, target, told))
                found = [(row.get("veld"), row.get("plaats")) for row in told["bevindingen"]]
                self.assertEqual(sorted(found), sorted(wanted), (method, target, told))
                for row in told["bevindingen"]:
                    self.assertNotRegex(row["detail"], r"[?{]|place", (method, target))
                count += len(wanted) > 1
        self.assertGreater(count, 30)
        self.assertEqual(self.head(), before)

    def test_3_headers_that_say_what_is_not_so_are_refused(self):
        """Of every change: a key or a version that is none, and one that is doubled."""
        person = self.person("rob")
        before = self.head()
        for method, path, _, content in self.operations():
            if method == "GET":
                continue
            sent = {"kind": next(iter(content))} if content else {}
            body = b"{}" if content else None
            for header, value in (("Idempotency-Key", "x" * 300), ("Idempotency-Key", "met spatie"),
                                  ("If-Match", "geen"), ("If-Match", "*"), ("If-Match", '"1" "2"')):
                status, _, told = person.ask(method, path, body, headers={header: value}, **sent)
                # A login does not know who asks.
                wanted = (401,) if path == "/v1/machinesessies" else (400, 403)
                self.assertIn(status, wanted, (method, path, header, told))
        self.assertEqual(self.head(), before)

    @staticmethod
    def form(*parts, end=True, boundary="grens"):
        """A form of these parts, each a name and bytes."""
        text = b"".join(b"--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.xml\"\r\n\r\n%s\r\n" % (
            boundary.encode(), name, data) for name, data in parts)
        return text + (b"--%s--\r\n" % boundary.encode() if end else b"")

    def test_3_a_form_that_is_not_one_file_is_refused_whatever_the_route(self):
        kind = "multipart/form-data; boundary=grens"
        file = (b"bestand", b"x" * 5000)
        cases = [(self.form(file)[:2000], kind, "multipart_is_cut_short"), (b"", kind, "field_is_missing"),
                 (self.form(file, end=False), kind, "multipart_is_cut_short"),
                 (self.form(file, file), kind, "field_is_given_twice"),
                 (self.form((b"file", b"x")), kind, "field_is_unknown"),
                 (self.form(), kind, "field_is_missing"),
                 (self.form(file, boundary="anders"), kind, "multipart_is_cut_short"),
                 (b"--grens\r\nX: " + b"x" * 9000 + b"\r\n\r\n", kind, "multipart_header_is_too_long"),
                 (self.form(file).replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 1), kind,
                  "multipart_is_nested"),
                 (self.form(file), "multipart/form-data", "multipart_boundary_is_missing")]
        self.people.setdefault("rob", self.person("rob"))
        before, count = self.head(), 0
        for method, path, schema, content in self.operations():
            if "multipart/form-data" not in content:
                continue
            if path == "/v1/bankprofielen" or path.endswith("/controles") and "bankprofielen" in path:
                path += "?bankprofiel=proef"
            name = "klara" if path == "/v1/dossierbestanden" else "rob"
            for body, sent, code in cases:
                status, _, told = self.person(name).ask(method, path, body, kind=sent)
                self.assertEqual(status, 400, (path, code, told))
                codes = {told["code"]} | {row["code"] for row in told.get("bevindingen", [])}
                self.assertIn(code, codes, path)
                count += 1
        self.assertGreater(count, 50)
        self.assertEqual(self.head(), before)
        until = time.monotonic() + 30  # a file goes away once its answer has gone out
        while list((self.practice.state / "werk").iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual(list((self.practice.state / "werk").iterdir()), [])

    def test_4_a_form_is_read_as_the_file_that_is_in_it(self):
        statement = next((commands_test.ROOT / "fixtures" / "camt053").glob("two-statements*.xml")).read_bytes()
        raw = self.gives("rob", 200, "POST", "/v1/bankbestanden/lezingen", statement, kind="application/octet-stream")
        kind = "multipart/form-data; boundary=grens"
        form = self.gives("rob", 200, "POST", "/v1/bankbestanden/lezingen", self.form((b"bestand", statement)), kind=kind)
        self.assertEqual(form, raw)

    def test_3_a_file_of_another_kind_is_not_taken(self):
        before = self.head()
        for method, path, schema, content in self.operations():
            if not content or schema is not None:
                continue
            for name in ("rob", "klara"):
                self.assertIn(self.person(name).ask(method, path, b"x", kind="text/html")[0], (403, 415), path)
        self.assertEqual(self.head(), before)


if __name__ == "__main__":
    commands_test.PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
