// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes docs/goals.md from the plugin's descriptor. */
final class GoalsPage {
    private static final int WIDTH = 120;
    private static final Pattern EXAMPLE = Pattern.compile("(?s)(.*)\\s+Example: (.*)\\.");
    private static final Map<String, String> TYPES = Map.of(
            "boolean", "`true` or `false`",
            "int", "integer",
            "long", "integer",
            "java.lang.Integer", "integer",
            "java.lang.Long", "integer",
            "java.lang.Double", "number",
            "java.lang.String", "text",
            "java.io.File", "path",
            "java.util.List", "paths",
            "java.util.Map", "elements");

    private final List<PluginXml.Goal> goals;

    /** The parameters that every goal on a model has, by name. */
    private final Map<String, PluginXml.Parameter> shared = new TreeMap<>();

    private final StringBuilder page = new StringBuilder();

    /** @param goals all but the generated help */
    GoalsPage(List<PluginXml.Goal> goals) {
        this.goals = goals;
        goals.stream()
                .filter(goal -> goal.name().equals("report"))
                .flatMap(goal -> goal.parameters().stream())
                .forEach(parameter -> shared.put(parameter.name(), parameter));
    }

    String text() {
        page.append("# Goals\n\n");
        paragraph("All goals of the plugin and all their parameters. A test holds this page to the plugin's descriptor;"
                + " [CONTRIBUTING](../CONTRIBUTING.md#tests) says how to write it anew.");
        paragraph("Set a parameter on the command line (`mvn bnn:train -Dbnn.epochs=10`), as a property of the POM"
                + " (`<bnn.epochs>10</bnn.epochs>`), or in the plugin's `<configuration>` (`<epochs>10</epochs>`)."
                + " A name that no goal has is an error. `mvn bnn:help -Ddetail` prints the same on the console.");
        page.append("| goal | what it does | default phase |\n|---|---|---|\n");
        for (PluginXml.Goal goal : goals) {
            page.append("| [").append(goal.name()).append("](#").append(goal.name());
            page.append(") | ").append(brief(goal.description())).append(" | ");
            page.append(goal.phase().isEmpty() ? "" : "`" + goal.phase() + "`").append(" |\n");
        }
        page.append("\n## Parameters of all goals\n\n");
        paragraph("Every goal but `doctor` and `new` has these.");
        parameters(shared.values());
        for (PluginXml.Goal goal : goals) {
            page.append("\n## ").append(goal.name()).append("\n\n");
            paragraph(goal.description());
            paragraph((goal.phase().isEmpty()
                            ? "Not bound to a phase unless the POM does so."
                            : "Default phase: `" + goal.phase() + "`.")
                    + " Since " + goal.since() + ".");
            List<PluginXml.Parameter> own = new ArrayList<>(goal.parameters());
            own.removeAll(shared.values());
            if (own.isEmpty()) {
                wrap("", "", "It has no parameters of its own.");
            } else {
                parameters(own);
            }
        }
        return page.toString().stripTrailing() + "\n";
    }

    /** The first sentence of a description, up to a colon where there is one. */
    static String brief(String description) {
        return description.split("[.:;]( |$)")[0];
    }

    /** The description without its example. */
    static String description(PluginXml.Parameter parameter) {
        Matcher matcher = EXAMPLE.matcher(parameter.description());
        return matcher.matches() ? matcher.group(1) : parameter.description();
    }

    /** The example of a description; empty if it has none. */
    static String example(PluginXml.Parameter parameter) {
        Matcher matcher = EXAMPLE.matcher(parameter.description());
        return matcher.matches() ? matcher.group(2) : "";
    }

    private void parameters(Collection<PluginXml.Parameter> parameters) {
        for (PluginXml.Parameter p : parameters) {
            wrap("- **`" + (p.property().isEmpty() ? p.name() : p.property()) + "`** ", "  ", description(p) + "\\");
            List<String> facts = new ArrayList<>();
            facts.add("Type: " + TYPES.get(p.type()) + ".");
            facts.add("Default: " + (p.defaultValue().isEmpty() ? "none." : "`" + p.defaultValue() + "`."));
            facts.add("Example: `" + example(p) + "`.");
            facts.add("In the POM: `<" + p.name() + ">`.");
            facts.add("Since " + p.since() + ".");
            wrap("  ", "  ", String.join(" ", facts));
        }
    }

    private void paragraph(String text) {
        wrap("", "", text);
        page.append('\n');
    }

    private void wrap(String first, String next, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : text.split("\\s+")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                page.append(line).append('\n');
                line = new StringBuilder(next);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        page.append(line).append('\n');
    }
}
