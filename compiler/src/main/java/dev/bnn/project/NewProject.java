// SPDX-License-Identifier: Apache-2.0
package dev.bnn.project;

import dev.bnn.check.Frontend;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import dev.bnn.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a new project, as text, with a model that can be trained at once. They come from templates that Maven's archetype
 * plugin reads, too, so a value in them is a plain <code>${name}</code>.
 *
 * @param group Maven's group ID
 * @param name Maven's artifact ID
 * @param plugin version of the Maven plugin that the project uses
 */
public record NewProject(String group, String name, String plugin) {
    /** The templates below {@code project}; {@code __network__} and {@code __gitignore__} are replaced in their names. */
    static final List<String> TEMPLATES =
            List.of("pom.xml", "README.md", "__gitignore__", "data/README.md", "src/main/bnn/__network__.bnn");

    private static final Templates PROJECT = Templates.sharedWithArchetypes("project");
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final int LONGEST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern PLUGIN = Pattern.compile("[A-Za-z0-9_.-]+");

    /** @throws IllegalArgumentException if a value is not possible; the message is for the user */
    public NewProject {
        problem(group, name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (!PLUGIN.matcher(plugin).matches()) {
            throw new IllegalArgumentException("`" + plugin + "` is not a version");
        }
    }

    /** The problem with the group ID or the name of a project; empty if there is none. */
    public static Optional<String> problem(String group, String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            return Optional.of("`" + name + "` cannot be the name of a project: it begins with a letter and has up to "
                    + LONGEST + " letters (A to Z, a to z), digits, `_`, `-` and `.`");
        }
        if (!GROUP.matcher(group).matches()) {
            return Optional.of(
                    "`" + group + "` cannot be a group ID: it is like com.example, letters, digits, `_` and `-`"
                            + " between the points");
        }
        return modelProblem(network(name));
    }

    /** The name of the network: that of the project, with {@code _} where a network can have no such character. */
    public String network() {
        return network(name);
    }

    /** Path of the model's file in the project. */
    public String model() {
        return path(TEMPLATES.get(TEMPLATES.size() - 1), network());
    }

    /** The files, by path in the project; folders are separated by {@code /}, lines by {@code \n}. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (String template : TEMPLATES) {
            files.put(
                    path(template, network()),
                    PROJECT.render(
                            template,
                            Map.of(
                                    "groupId", group,
                                    "artifactId", name,
                                    "version", VERSION,
                                    "network", network(),
                                    "bnnVersion", plugin)));
        }
        return files;
    }

    /** The text of the model alone, for an existing project. */
    public static String modelText(String network) {
        return PROJECT.render(TEMPLATES.get(TEMPLATES.size() - 1), Map.of("network", network));
    }

    /** The problem with a name that the language rejects, such as that of a device on Windows. */
    public static Optional<String> modelProblem(String network) {
        if (!network.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.of("`" + network
                    + "` cannot be the name of a network: it has letters (A to Z, a to z), digits and `_`,"
                    + " and begins with no digit");
        }
        return Frontend.load(new SourceFile(network + ".bnn", modelText(network))).diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .findFirst()
                .map(Diagnostic::message);
    }

    private static String network(String name) {
        return name.replaceAll("[.-]", "_");
    }

    private static String path(String template, String network) {
        return template.replace("__network__", network).replace("__gitignore__", ".gitignore");
    }
}
