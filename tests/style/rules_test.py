#!/usr/bin/env python3
"""Each rule notices what it is for, and leaves the rest alone."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import formatting
import includes
import pages
import texts
from sources import Sources


class Rules(unittest.TestCase):
    def told(self, rules, files):
        """What a rule says of a tree of the given files, without its advice."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                file = Path(root, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            return [str(complaint).splitlines()[0] for complaint in rules.check(Sources(root))]

    def included(self, path, header):
        found = {header: "", path: f'#include "{header}"\n'}
        return self.told(includes, found)

    def test_a_room_may_use_what_stands_to_its_right(self):
        for path, header in (
            ("server/app/serve.cpp", "server/vault/sqlite_vault.hpp"),
            ("server/district/leader.cpp", "server/engine/district.hpp"),
            ("server/engine/matching.cpp", "server/geo/grid.hpp"),
            ("server/journal/chain.cpp", "server/journal/sqlite_store.hpp"),
            ("tests/journal/chain_test.cpp", "server/journal/sqlite_journal.hpp"),
        ):
            self.assertEqual(self.included(path, header), [])

    def test_a_room_may_not_use_what_stands_to_its_left(self):
        for path, header, what in (
            ("server/engine/matching.cpp", "server/journal/journal.hpp", "engine may not use journal"),
            ("server/geo/grid.cpp", "server/engine/state.hpp", "geo may not use engine"),
            ("server/bus/bus.hpp", "server/geo/grid.hpp", "bus may not use geo"),
            ("protocol/values.hpp", "server/geo/plane.hpp", "protocol may not use geo"),
            ("server/http/site.cpp", "server/gateway/session.hpp", "http may not use gateway"),
            ("server/district/leader.cpp", "server/app/settings.hpp", "district may not use app"),
        ):
            self.assertEqual(self.included(path, header), [f"{path}:1: {what}"])

    def test_only_the_app_knows_implementations(self):
        self.assertEqual(
            self.included("server/district/leader.cpp", "server/journal/sqlite_journal.hpp"),
            ["server/district/leader.cpp:1: district knows the implementation "
             "server/journal/sqlite_journal.hpp"],
        )

    def test_the_server_includes_no_tests(self):
        self.assertEqual(
            self.included("server/geo/grid.cpp", "tests/support/random.hpp"),
            ["server/geo/grid.cpp:1: geo includes tests/support/random.hpp, which is not part of "
             "the server"],
        )

    def test_includes_are_paths_from_the_root(self):
        told = self.told(includes, {"server/geo/grid.cpp": '#include "grid.hpp"\n',
                                    "server/geo/grid.hpp": ""})
        self.assertEqual(told, ['server/geo/grid.cpp:1: "grid.hpp" is no path from the root'])

    def test_a_document_names_tests_that_are_there(self):
        test = "BOOST_AUTO_TEST_CASE(it_holds) {"
        told = lambda text: self.told(texts, {"A.md": text, "tests/a_test.cpp": test})
        self.assertEqual(told("`tests/a_test.cpp: it_holds`, `tests/a_test.cpp`"), [])
        self.assertEqual(len(told("`tests/a_test.cpp: it_breaks`")), 1)
        self.assertEqual(len(told("`tests/b_test.cpp`")), 1)

    def test_beast_stays_in_its_files(self):
        beast = "#include <boost/beast/core.hpp>\n"
        self.assertEqual(self.told(includes, {"server/http/http_connection.hpp": beast,
                                              "tests/support/ws_client.cpp": beast}), [])
        self.assertEqual(len(self.told(includes, {"server/http/site.cpp": beast})), 1)

    def test_libraries_stay_out_of_headers(self):
        json = "#include <simdjson.h>\n"
        self.assertEqual(self.told(includes, {"server/geo/geojson.cpp": json}), [])
        self.assertEqual(len(self.told(includes, {"server/geo/geojson.hpp": json})), 1)

    def test_pages_dont_import_each_other(self):
        self.assertEqual(self.told(pages, {
            "web/phone/App.svelte": 'import Icon from "../shared/Icon.svelte";\n',
            "web/phone/stores/tips.ts": 'export * from "./duty.ts";\n',
        }), [])
        self.assertEqual(self.told(pages, {
            "web/phone/App.svelte": 'import Queue from "../console/Queue.svelte";\n',
            "web/shared/socket/session.ts": 'import { x } from "../../map/tiles";\n',
            "web/console/main.ts": 'const page = await import("../map/App.svelte");\n',
        }), [
            "web/console/main.ts:1: console imports from map",
            "web/phone/App.svelte:1: phone imports from console",
            "web/shared/socket/session.ts:1: shared imports from map",
        ])

    def test_long_files_are_told_unless_they_are_generated(self):
        long = "line\n" * 501
        self.assertEqual(self.told(texts, {"server/a.cpp": long, "web/shared/p.generated.ts": long,
                                           "server/b.cpp": "line\n" * 500}),
                         ["server/a.cpp: 501 lines, 500 at most"])

    def test_forbidden_words_are_told_with_their_line(self):
        for text, what in (
            ("x = \"/" + "work/main/data\"", "a path of one machine: /" + "work"),
            ("cd /home/ann/src", "a path of one machine: /home/ann"),
            ("// see issue 12", "the number of an issue: issue 12"),
            ("// Fixes #7", "the number of an issue: Fixes #7"),
            ("// TODO: more", "a note to come back: TODO"),
            ("# as rules.md says", "a document that is not part of the project: rules.md"),
            ("done \U0001F389", "an emoji: \U0001F389"),
        ):
            self.assertEqual(self.told(texts, {"README.md": f"\n{text}\n"}), [f"README.md:2: {what}"])

    def test_other_words_are_left_alone(self):
        for text in ("color: #123456;", "the network/" + "work queue", "https://example.org/" + "work/x",
                     "import x from \"./" + "work/y\"", "an issue of trust", "record #4,718,203"):
            self.assertEqual(self.told(texts, {"README.md": text + "\n"}), [])

    def test_formatting_is_told_with_its_first_line(self):
        if formatting.program() is None:
            self.skipTest("clang-format 19 isn't installed")
        self.assertEqual(self.told(formatting, {"a.cpp": "int a;\nint   b;\n", "b.cpp": "int c;\n"}),
                         ["a.cpp:2: not as clang-format writes it"])


if __name__ == "__main__":
    unittest.main()
