# SPDX-License-Identifier: Apache-2.0
# The conformance kit: whether a connector may go to a hotline.

CHECK_KIT="$ROOT/karaf-assembly/check/target"

connector_check() {
  local jar path="" name
  find_java
  build_when_needed >&2
  jar="$(find "$CHECK_KIT" -maxdepth 1 -name 'org.shuniu.check-*.jar' ! -name '*-sources.jar' 2>/dev/null | head -n 1 || true)"
  [ -n "$jar" ] || die "the kit is not built: run './hub build'"
  for name in com/fasterxml/jackson/core/jackson-core com/fasterxml/jackson/core/jackson-databind \
    com/fasterxml/jackson/core/jackson-annotations org/apache/felix/org.apache.felix.framework; do
    path="$path:$(system_jar "$name")"
  done
  (cd "$CALLED_FROM" && "$JAVA_HOME/bin/java" -Xmx512m -cp "$jar$path" -Dshuniu.root="$ROOT" -Dshuniu.check.guest="$jar" \
    org.shuniu.check.Main "$@")
}
