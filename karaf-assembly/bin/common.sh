# SPDX-License-Identifier: Apache-2.0
# Words that all commands share.

ASSEMBLY="$ROOT/karaf-assembly/distribution/target/assembly"
HOMES="$ROOT/.shuniu"

die() { echo "hub: $*" >&2; exit 1; }
say() { echo "$*"; }

# Java 17 of JAVA_HOME or of the PATH; Karaf wants JAVA_HOME set.
find_java() {
  local java="${JAVA_HOME:+$JAVA_HOME/bin/}java" version
  command -v "$java" >/dev/null || die "no Java found: run './hub doctor'"
  version="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')"
  [ "$version" = 17 ] || die "Java 17 is needed, $(command -v "$java") is $version; set JAVA_HOME"
  JAVA_HOME="$(dirname "$(dirname "$(readlink -f "$(command -v "$java")")")")"
  export JAVA_HOME
}

absolute() { (cd "$CALLED_FROM" && realpath -m -- "$1"); }

# The value of KEY in a file of KEY=VALUE lines, empty when it is not there.
value_of() { [ ! -f "$1" ] || sed -n "s/^$2 *= *//p" "$1" | head -n 1; }

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
