// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The goals of META-INF/maven/plugin.xml, the descriptor that the build makes from the {@code @Mojo} classes. */
final class PluginXml {
    private PluginXml() {}

    /** @param phase the phase that the goal is bound to unless the POM says another; empty for none */
    record Goal(String name, String description, String since, String phase, List<Parameter> parameters) {}

    /**
     * A parameter that a user can set.
     *
     * @param property name on the command line; empty if only the POM can set it
     * @param defaultValue empty for none
     */
    record Parameter(
            String name, String type, String property, String defaultValue, String description, String since) {}

    /** All goals in alphabetical order, each with its parameters in alphabetical order. */
    static List<Goal> goals() throws Exception {
        List<Goal> goals = new ArrayList<>();
        for (Element mojo : children(read("/META-INF/maven/plugin.xml").getDocumentElement(), "mojos", "mojo")) {
            goals.add(new Goal(
                    text(mojo, "goal"),
                    text(mojo, "description"),
                    text(mojo, "since"),
                    text(mojo, "phase"),
                    parameters(mojo)));
        }
        return goals;
    }

    static Document read(String resource) throws Exception {
        try (InputStream in = PluginXml.class.getResourceAsStream(resource)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static List<Parameter> parameters(Element mojo) {
        List<Parameter> parameters = new ArrayList<>();
        for (Element parameter : children(mojo, "parameters", "parameter")) {
            if (!Boolean.parseBoolean(text(parameter, "editable"))) {
                continue;
            }
            String name = text(parameter, "name");
            Optional<Element> setting =
                    children(mojo, "configuration", name).stream().findFirst();
            parameters.add(new Parameter(
                    name,
                    text(parameter, "type"),
                    setting.map(e -> e.getTextContent().replaceAll("^\\$\\{(.*)}$", "$1"))
                            .orElse(""),
                    setting.map(e -> e.getAttribute("default-value")).orElse(""),
                    text(parameter, "description"),
                    text(parameter, "since")));
        }
        return parameters;
    }

    /** The elements {@code name} of the child {@code list} of {@code parent}. */
    private static List<Element> children(Element parent, String list, String name) {
        return children(parent, list).stream()
                .flatMap(element -> children(element, name).stream())
                .toList();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                found.add((Element) child);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}
