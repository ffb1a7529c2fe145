# SPDX-License-Identifier: Apache-2.0
# JUnit reports: prints how many tests, failures and skipped there are, and writes what failed into the file `failures`.

function attribute(name) {
  if (!match($0, "[ \t]" name "=\"[^\"]*\"")) return ""
  return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}

/<testsuite[ \t]/ {
  tests += attribute("tests")
  bad += attribute("failures") + attribute("errors")
  skipped += attribute("skipped")
}

/<testcase[ \t]/ { test = attribute("classname") " " attribute("name") }

/<(failure|error)[ \t>]/ { print "failed: " test ": " substr(attribute("message"), 1, 300) >>failures }

END { print tests + 0, bad + 0, skipped + 0 }
