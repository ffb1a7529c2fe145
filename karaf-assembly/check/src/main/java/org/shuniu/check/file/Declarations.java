// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a bundle declares in XML: its components and the settings they take. */
final class Declarations {
  private Declarations() {}

  /**
   * A component of declarative services.
   *
   * @param implementation its class
   * @param services interfaces it offers
   * @param pid of its configuration
   * @param policy {@code require}, {@code optional}, {@code ignore}
   */
  record Component(String implementation, List<String> services, String pid, String policy) {}

  /**
   * One setting.
   *
   * @param name shown to administrators: text or {@code %key}
   * @param help as {@code name}
   * @param optional whether it has a default, or needs none
   */
  record Setting(
      String id, String type, String name, String help, String value, boolean optional) {}

  /**
   * The settings of one kind of configuration.
   *
   * @param factory whether each file makes an instance
   * @param texts base name of the files with texts, empty if there are none
   */
  record Settings(String pid, boolean factory, String texts, List<Setting> settings) {}

  /** The components that a bundle names in its manifest. */
  static List<Component> components(BundleFile file) throws IOException {
    List<Component> components = new ArrayList<>();
    for (String name : file.named("Service-Component")) {
      Element root = root(file, name);
      List<String> services =
          elements(root, "provide").stream().map(e -> e.getAttribute("interface")).toList();
      String implementation =
          elements(root, "implementation").stream()
              .map(e -> e.getAttribute("class"))
              .findFirst()
              .orElse("");
      String own = root.hasAttribute("name") ? root.getAttribute("name") : implementation;
      String pid =
          root.hasAttribute("configuration-pid") ? root.getAttribute("configuration-pid") : own;
      components.add(
          new Component(implementation, services, pid, root.getAttribute("configuration-policy")));
    }
    return components;
  }

  /** What a bundle tells of its settings. */
  static List<Settings> settings(BundleFile file) throws IOException {
    List<Settings> all = new ArrayList<>();
    for (String name : file.entries("OSGI-INF/metatype/[^/]+\\.xml")) {
      Element root = root(file, name);
      for (Element designate : elements(root, "Designate")) {
        String ocd =
            elements(designate, "Object").stream()
                .map(e -> e.getAttribute("ocdref"))
                .findFirst()
                .orElse("");
        boolean factory = designate.hasAttribute("factoryPid");
        String pid = designate.getAttribute(factory ? "factoryPid" : "pid");
        List<Setting> settings =
            elements(root, "OCD").stream()
                .filter(e -> e.getAttribute("id").equals(ocd))
                .flatMap(e -> elements(e, "AD").stream())
                .map(Declarations::setting)
                .toList();
        all.add(new Settings(pid, factory, root.getAttribute("localization"), settings));
      }
    }
    return all;
  }

  private static Setting setting(Element ad) {
    boolean optional = ad.hasAttribute("default") || "false".equals(ad.getAttribute("required"));
    return new Setting(
        ad.getAttribute("id"),
        ad.getAttribute("type"),
        ad.getAttribute("name"),
        ad.getAttribute("description"),
        ad.getAttribute("default"),
        optional);
  }

  private static List<Element> elements(Element root, String name) {
    NodeList nodes = root.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Element root(BundleFile file, String name) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(file.entry(name).orElse(new byte[0])));
      return document.getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
