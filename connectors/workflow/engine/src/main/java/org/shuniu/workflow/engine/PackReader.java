// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a pack, each of bounded size. */
final class PackReader {
  static final String BPMN = ".bpmn20.xml";
  static final String FORM = ".form.json";
  private static final int LARGEST = 1024 * 1024;
  private static final int LARGEST_FORM = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PackReader() {}

  /** The pack of these files; {@code workflow.pack.refused} if a form is none. */
  static Pack read(String bundle, List<URL> urls) throws IOException {
    Map<String, byte[]> processes = new TreeMap<>();
    Map<String, String> forms = new TreeMap<>();
    for (URL url : urls) {
      String path = url.getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.endsWith(BPMN)) {
        processes.put(name, content(url));
      } else if (name.endsWith(FORM)) {
        String process = name.substring(0, name.length() - FORM.length());
        forms.put(process, form(name, process, content(url)));
      }
    }
    List<Pack.ProcessFile> files = new ArrayList<>();
    processes.forEach((name, bpmn) -> files.add(new Pack.ProcessFile(name, bpmn, forms)));
    return new Pack(bundle, files);
  }

  private static String form(String name, String process, byte[] content) {
    String form = new String(content, StandardCharsets.UTF_8);
    try {
      JsonNode json = JSON.readTree(content);
      if (content.length > LARGEST_FORM || !process.equals(json.path("process").asText())) {
        throw PackRules.refused(name, "too large, or of another process");
      }
    } catch (JsonProcessingException e) {
      throw PackRules.refused(name, "no JSON, line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw PackRules.refused(name, "unreadable");
    }
    return form;
  }

  private static byte[] content(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return in.readNBytes(LARGEST);
    }
  }
}
