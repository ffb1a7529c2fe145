# SPDX-License-Identifier: Apache-2.0
# What those who write connectors need: the SDK in the local Maven repository, and new modules made of archetypes.

ARCHETYPES="$ROOT/connectors/archetype"
SDK_INSTALLED="$ROOT/build/bom/target/sdk.installed"
ARCHETYPE_PLUGIN=org.apache.maven.plugins:maven-archetype-plugin:3.4.0

sdk() {
  [ $# -eq 0 ] || die "unknown option $1 (see './hub help')"
  find_java
  command -v mvn >/dev/null || die "no Maven found: run './hub doctor'"
  local began=$SECONDS
  say "installing api, testkit, archetypes and BOM $(hub_version) into the local Maven repository ..."
  (cd "$ROOT" && mvn -B -ntp -q install -am -Dmaven.test.skip -Dspotless.check.skip -pl "build/bom,$(archetype_modules)") ||
    die "the SDK could not be built"
  mkdir -p "$(dirname "$SDK_INSTALLED")"
  touch "$SDK_INSTALLED"
  say "installed in $((SECONDS - began)) s"
}

sdk_when_needed() {
  if [ ! -f "$SDK_INSTALLED" ] || [ -n "$(cd "$ROOT" && find pom.xml build/bom bundles/api connectors/archetype \
    -name target -prune -o -type f -newer "$SDK_INSTALLED" -print -quit)" ]; then sdk; fi
}

archetype_modules() {
  (cd "$ROOT" && printf '%s\n' connectors/archetype/*/pom.xml | xargs -n 1 dirname | paste -sd,)
}

hub_version() { sed -n 's:^  <version>\(.*\)</version>:\1:p' "$ROOT/pom.xml"; }

# A new connector: inside this repository, or with --dir in a folder of its own.
connector_new() {
  local seam="" name="" dir="" package=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --dir) dir="${2:?--dir needs a folder}"; shift 2 ;;
      --package) package="${2:?--package needs a name}"; shift 2 ;;
      -*) die "unknown option $1 (see './hub help')" ;;
      *) if [ -z "$seam" ]; then seam="$1"; elif [ -z "$name" ]; then name="$1"; else die "what is $1?"; fi; shift ;;
    esac
  done
  [ -f "$ARCHETYPES/$seam/pom.xml" ] || die "which seam? one of: $(archetype_modules | sed 's:connectors/archetype/::g; s:,: :g')"
  [[ "$name" =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ ]] || die "a name is lower-case words joined by hyphens, like guizhou-insurance, not '$name'"
  local word="${name//-/}" place=outside
  if [ -z "$dir" ]; then
    [ -z "$package" ] || die "inside this repository the folder names the package; --package goes with --dir"
    place=inside
    package="org.shuniu.$seam.$word"
    dir="$ROOT/connectors/$seam/$word"
  else
    package="${package:-connector.$seam.$word}"
    dir="$(absolute "$dir")"
  fi
  check_package "$package" "$place"
  [ ! -e "$dir" ] || [ -z "$(ls -A "$dir")" ] || die "$dir is there already"
  find_java
  sdk_when_needed
  generate "$seam" "$name" "$package" "$place" "$dir"
  if [ "$place" = inside ]; then enter_repository "$seam" "$word" "$name"; fi
  tell_next_steps "$seam" "$word" "$package" "$place" "$dir"
}

# It is symbolic name and PID as well: no hyphen, no capital, and nobody else's.
check_package() {
  [[ "$1" =~ ^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$ ]] || die "a package is lower-case words joined by dots, not '$1'"
  [ "$2" = inside ] || [[ ! "$1" =~ ^org\.shuniu(\.|$) ]] || die "org.shuniu is the hub's own; choose a package of yours"
}

# Made in a folder of its own first: the archetype plugin adds modules to whatever pom.xml it finds above.
generate() {
  local seam="$1" name="$2" package="$3" place="$4" dir="$5" work
  work="$(mktemp -d)"
  (cd "$work" && mvn -B -ntp -q "$ARCHETYPE_PLUGIN:generate" -DarchetypeCatalog=internal \
    -DarchetypeGroupId=org.shuniu "-DarchetypeArtifactId=org.shuniu.archetype.$seam" "-DarchetypeVersion=$(hub_version)" \
    "-DgroupId=${package%.*}" "-DartifactId=$package" -Dversion=0.1.0 "-Dpackage=$package" \
    "-DclassName=$(class_name "$name")" "-Dname=${name//-/}" "-Dtitle=$name" "-Dplace=$place" "-DhubVersion=$(hub_version)") ||
    { rm -rf "$work"; die "the archetype could not be used"; }
  mkdir -p "$(dirname "$dir")"
  [ ! -d "$dir" ] || rmdir "$dir"
  mv "$work/$package" "$dir"
  rm -rf "$work"
  # The plugin makes a folder for each kind of file, also where there is none.
  find "$dir" -type d -empty -delete
  [ "$place" = inside ] || echo target/ >"$dir/.gitignore"
}

# guizhou-insurance becomes GuizhouInsurance.
class_name() { sed -E 's/(^|-)([a-z0-9])/\U\2/g' <<<"$1"; }

# The module, its feature, and the distribution that has it from the first start on.
enter_repository() {
  local seam="$1" word="$2" name="$3" feature="shuniu-$1-$2"
  insert_after_last "$ROOT/pom.xml" "<module>connectors/" "    <module>connectors/$seam/$word</module>"
  insert_after_last "$ROOT/features/src/main/feature/shuniu.xml" "</feature>" "
  <feature name=\"$feature\" version=\"\${project.version}\" description=\"${seam^}: $name\">
    <feature>shuniu-api</feature>
    <bundle start-level=\"85\">mvn:org.shuniu/org.shuniu.$seam.$word/\${project.version}</bundle>
  </feature>"
  insert_after_last "$ROOT/karaf-assembly/distribution/pom.xml" "<feature>shuniu-" "            <feature>$feature</feature>"
  # Longer names break lines elsewhere than those of the archetype.
  (cd "$ROOT" && mvn -B -ntp -q spotless:apply -pl "connectors/$seam/$word") || die "the sources could not be formatted"
}

insert_after_last() {
  local file="$1" mark="$2" text="$3" line
  line="$(grep -nF -- "$mark" "$file" | tail -n 1 | cut -d: -f1)"
  [ -n "$line" ] || die "$file has no $mark"
  { head -n "$line" "$file"; printf '%s\n' "$text"; tail -n "+$((line + 1))" "$file"; } >"$file.new"
  mv "$file.new" "$file"
}

tell_next_steps() {
  local seam="$1" word="$2" package="$3" place="$4" dir="$5"
  say "made      $dir"
  if [ "$place" = inside ]; then
    say "test      mvn verify -pl connectors/$seam/$word -am"
    say "run       hub up"
  else
    say "test      cd $dir && mvn verify"
    say "run       cp $dir/target/$package-0.1.0.jar HOME/deploy/"
  fi
  [ ! -d "$dir/etc" ] || say "configure cp $dir/etc/$word.cfg HOME/etc/$package-$word.cfg"
  say "read      $dir/README.md, $ROOT/docs/guide-integrators.md"
}
