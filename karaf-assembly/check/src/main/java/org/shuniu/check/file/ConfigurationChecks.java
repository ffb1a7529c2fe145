// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shuniu.check.Profile;
import org.shuniu.check.Verdict;
import org.shuniu.check.file.Declarations.Component;
import org.shuniu.check.file.Declarations.Setting;
import org.shuniu.check.file.Declarations.Settings;

/** Whether an administrator can configure it: one file, one instance, each setting explained. */
final class ConfigurationChecks {
  private static final Map<String, String> SERVICES =
      Map.of(
          "pbx", "org.shuniu.api.pbx.spi.PbxDriver",
          "channel", "org.shuniu.api.channel.spi.TextChannel",
          "business", "org.shuniu.api.business.spi.BusinessLink",
          "workflow", "org.shuniu.api.workflow.spi.WorkflowEngine",
          "speech", "org.shuniu.api.speech.spi.SpeechEngine");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|secret|token|credential|private_?key|api_?key)");
  private static final Pattern REFERENCE = Pattern.compile("(env|file):.*|");

  /** A component offers the service of the seam, and needs a configuration to do so. */
  Verdict component(BundleFile file, Profile profile) {
    String id = "component.seam";
    if (profile.pack()) {
      return file.classes().isEmpty() && !file.header("Shuniu-Workflow").isEmpty()
          ? Verdict.passed(id, "a pack of processes without code")
          : Verdict.failed(
              id,
              "a pack names its processes by the header Shuniu-Workflow and has no classes",
              "See docs/packs.md.");
    }
    String service = SERVICES.getOrDefault(profile.seam(), "");
    try {
      Optional<Component> offers = offering(file, service);
      if (offers.isEmpty()) {
        return Verdict.failed(
            id,
            "no component offers " + service,
            "Mark the class with @Component(service = "
                + service.substring(service.lastIndexOf('.') + 1)
                + ".class, configurationPolicy = REQUIRE).");
      }
      return offers.get().policy().equals("require")
          ? Verdict.passed(id, offers.get().implementation() + " offers " + service)
          : Verdict.failed(
              id,
              offers.get().implementation() + " runs without a configuration",
              "Set configurationPolicy = REQUIRE: one file makes one instance.");
    } catch (IOException e) {
      return Verdict.failed(id, String.valueOf(e.getMessage()), "Build the bundle again.");
    }
  }

  private static Optional<Component> offering(BundleFile file, String service) throws IOException {
    return Declarations.components(file).stream()
        .filter(component -> component.services().contains(service))
        .findFirst();
  }

  /** The settings of the connector are described in both languages, each with a default. */
  Verdict described(BundleFile file, Profile profile) {
    String id = "configuration.described";
    if (profile.pack()) {
      return Verdict.notApplicable(id, "a pack has no settings");
    }
    String remedy =
        "Describe the settings by @ObjectClassDefinition with localization, name, description and"
            + " default of each, designate it by @Designate(factory = true), and write the texts"
            + " in NAME.properties and NAME_zh.properties.";
    try {
      String pid =
          offering(file, SERVICES.getOrDefault(profile.seam(), ""))
              .map(Component::pid)
              .orElse(file.shownName());
      Optional<Settings> settings =
          Declarations.settings(file).stream()
              .filter(s -> s.factory() && s.pid().equals(pid))
              .findFirst();
      if (settings.isEmpty()) {
        return Verdict.failed(id, "no settings are described for the PID " + pid, remedy);
      }
      List<String> troubles = new ArrayList<>();
      for (Setting setting : settings.get().settings()) {
        inspect(file, settings.get().texts(), setting, troubles);
      }
      if (settings.get().settings().stream().noneMatch(s -> s.id().equals("name"))) {
        troubles.add("there is no setting 'name', the name of the instance");
      }
      return troubles.isEmpty()
          ? Verdict.passed(id, settings.get().settings().size() + " settings in zh and en")
          : Verdict.failed(id, String.join("; ", troubles), remedy);
    } catch (IOException e) {
      return Verdict.failed(id, String.valueOf(e.getMessage()), remedy);
    }
  }

  private static void inspect(BundleFile file, String texts, Setting setting, List<String> troubles)
      throws IOException {
    if (!setting.optional()) {
      troubles.add(setting.id() + " has no default");
    }
    for (String shown : List.of(setting.name(), setting.help())) {
      if (shown.isBlank()) {
        troubles.add(setting.id() + " has no " + (shown.equals(setting.name()) ? "name" : "help"));
      } else if (!shown.startsWith("%")) {
        troubles.add(setting.id() + " has one text for both languages: " + shown);
      } else {
        for (String language : List.of("", "_zh")) {
          String properties = texts + language + ".properties";
          if (text(file, properties, shown.substring(1)).isBlank()) {
            troubles.add(properties + " lacks " + shown.substring(1));
          }
        }
      }
    }
  }

  private static String text(BundleFile file, String properties, String key) throws IOException {
    Properties texts = new Properties();
    byte[] content = file.entry(properties).orElse(new byte[0]);
    texts.load(new StringReader(new String(content, StandardCharsets.ISO_8859_1)));
    return texts.getProperty(key, "");
  }

  /** No secret has a value as its default: it would be the same everywhere. */
  Verdict secrets(BundleFile file) {
    String id = "configuration.secrets";
    try {
      List<Setting> secrets =
          Declarations.settings(file).stream()
              .flatMap(settings -> settings.settings().stream())
              .filter(ConfigurationChecks::secret)
              .toList();
      List<String> told =
          secrets.stream()
              .filter(setting -> !REFERENCE.matcher(setting.value()).matches())
              .map(Setting::id)
              .toList();
      if (secrets.isEmpty()) {
        return Verdict.notApplicable(id, "it has no secret");
      }
      return told.isEmpty()
          ? Verdict.passed(id, secrets.size() + " secrets are given by reference")
          : Verdict.failed(
              id,
              "a secret stands in the bundle as the default of " + String.join(", ", told),
              "Let the default be a reference, env:NAME or file:PATH, and resolve it by Secrets.");
    } catch (IOException e) {
      return Verdict.failed(id, String.valueOf(e.getMessage()), "Build the bundle again.");
    }
  }

  private static boolean secret(Setting setting) {
    return Stream.of("String", "Password", "").anyMatch(setting.type()::equals)
        && SECRET.matcher(setting.id()).matches();
  }
}
