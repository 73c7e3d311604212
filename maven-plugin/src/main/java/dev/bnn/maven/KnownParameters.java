// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of all goals, from the plugin's descriptor. A misspelt parameter is an error, since Maven would ignore
 * it and the goal would not do what the user asked for.
 *
 * @param plugin key of the plugin, group and artifact
 * @param properties parameters that the command line and {@code <properties>} can set
 * @param elements parameters that {@code <configuration>} can set
 * @param switches parameters of both kinds that are true or false; Maven treats every other word as false
 */
record KnownParameters(String plugin, Set<String> properties, Set<String> elements, Set<String> switches) {
    private static final String PREFIX = "bnn.";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(bnn\\.[^}]+)}");

    /** System properties that the runtime's engine and this project's tests read; CONTRIBUTING.md explains them. */
    private static final Set<String> SYSTEM =
            Set.of("bnn.engine", "bnn.updateGoldens", "bnn.designs", "bnn.kills", "bnn.fuzz");

    static KnownParameters of(PluginDescriptor descriptor) {
        Set<String> properties = new TreeSet<>(SYSTEM);
        Set<String> elements = new TreeSet<>();
        Set<String> switches = new TreeSet<>();
        for (MojoDescriptor goal : descriptor.getMojos()) {
            for (Parameter parameter : parameters(goal)) {
                boolean isSwitch = parameter.getType().equals(boolean.class.getName());
                elements.add(parameter.getName());
                if (isSwitch) {
                    switches.add(parameter.getName());
                }
                Matcher expression = EXPRESSION.matcher(Objects.requireNonNullElse(parameter.getExpression(), ""));
                if (expression.matches()) {
                    properties.add(expression.group(1));
                    if (isSwitch) {
                        switches.add(expression.group(1));
                    }
                }
            }
        }
        return new KnownParameters(descriptor.getPluginLookupKey(), properties, elements, switches);
    }

    private static List<Parameter> parameters(MojoDescriptor goal) {
        return goal.getParameters() == null ? List.of() : goal.getParameters();
    }

    /**
     * Fails for every property of the command line and every element of the configuration that no goal has, and for a switch that
     * is neither true nor false. A property of the POM may be the project's own, such as {@code bnn.version}, so there only one
     * that resembles a parameter fails.
     */
    void check(MavenSession session, MavenProject project) throws MojoFailureException {
        check(session.getUserProperties(), project.getProperties(), project.getPlugin(plugin));
    }

    /** @param declared the plugin in the POM; null if the POM does not declare it */
    void check(Properties commandLine, Properties pom, @Nullable Plugin declared) throws MojoFailureException {
        List<String> unknown = new ArrayList<>();
        Stream.concat(
                        unknown(commandLine),
                        unknown(pom)
                                .filter(name ->
                                        Suggestion.nearest(name, properties).isPresent()))
                .distinct()
                .sorted()
                .forEach(name -> unknown.add(problem("property " + name, name, properties)));
        Stream.of(commandLine, pom)
                .flatMap(given -> given.stringPropertyNames().stream()
                        .filter(switches::contains)
                        .flatMap(name -> unclear("property " + name, given.getProperty(name))))
                .sorted()
                .forEach(unknown::add);
        if (declared != null) {
            List<Xpp3Dom> configured = configured(declared);
            configured.stream()
                    .map(Xpp3Dom::getName)
                    .filter(name -> !elements.contains(name))
                    .distinct()
                    .sorted()
                    .forEach(name -> unknown.add(problem("element <" + name + ">", name, elements)));
            configured.stream()
                    .filter(element -> switches.contains(element.getName()) && element.getValue() != null)
                    .flatMap(element -> unclear("element <" + element.getName() + ">", element.getValue()))
                    .sorted()
                    .forEach(unknown::add);
        }
        if (!unknown.isEmpty()) {
            throw new MojoFailureException(String.join(System.lineSeparator(), unknown));
        }
    }

    /**
     * Warnings about properties on the command line that have no effect: those that an element of the configuration overrides, as
     * Maven defines it, and names of parameters without the prefix. The latter may be meant for another plugin.
     *
     * @param configuration the configuration of the goal's execution
     * @param parameters the parameters of the goal
     */
    static List<String> ineffective(
            Properties commandLine, @Nullable Xpp3Dom configuration, @Nullable List<Parameter> parameters) {
        List<String> warnings = new ArrayList<>();
        for (Parameter parameter : Objects.requireNonNullElse(parameters, List.<Parameter>of())) {
            Matcher expression = EXPRESSION.matcher(Objects.requireNonNullElse(parameter.getExpression(), ""));
            if (expression.matches()) {
                String name = expression.group(1);
                Xpp3Dom element = configuration == null ? null : configuration.getChild(parameter.getName());
                if (element != null && element.getValue() != null) {
                    overruled(commandLine, name, element, expression.group()).ifPresent(warnings::add);
                }
                unprefixed(commandLine, name).ifPresent(warnings::add);
            }
        }
        return warnings;
    }

    /** As above, for a goal that is about to run. */
    static List<String> ineffective(MavenSession session, MojoExecution mojo) {
        return ineffective(
                session.getUserProperties(),
                mojo.getConfiguration(),
                mojo.getMojoDescriptor().getParameters());
    }

    private static Optional<String> overruled(Properties commandLine, String name, Xpp3Dom element, String expression) {
        String given = commandLine.getProperty(name);
        String value = element.getValue();
        if (given == null || value.equals(expression) || value.strip().equals(given.strip())) {
            return Optional.empty();
        }
        return Optional.of("-D" + name + "=" + given + " does nothing: the POM's <configuration> has <"
                + element.getName() + ">" + value.strip() + "; make that a property <" + name
                + ">, which the command line overrides");
    }

    private static Optional<String> unprefixed(Properties commandLine, String name) {
        String bare = name.substring(PREFIX.length());
        String given = commandLine.getProperty(bare);
        return given == null || commandLine.getProperty(name) != null
                ? Optional.empty()
                : Optional.of("-D" + bare + "=" + given + " is not a parameter of this plugin; -D" + name + "=" + given
                        + " is");
    }

    private static List<Xpp3Dom> configured(Plugin declared) {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(declared.getConfiguration())),
                        declared.getExecutions().stream()
                                .map(PluginExecution::getConfiguration)
                                .map(Optional::ofNullable))
                .flatMap(Optional::stream)
                .filter(Xpp3Dom.class::isInstance)
                .flatMap(c -> Stream.of(((Xpp3Dom) c).getChildren()))
                .toList();
    }

    private Stream<String> unknown(Properties given) {
        return given.stringPropertyNames().stream()
                .filter(name -> name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && !properties.contains(name));
    }

    /** A complaint about the value of a switch. A value that refers to a property is accepted, since it is not known here. */
    private static Stream<String> unclear(String what, String value) {
        boolean clear = value.isBlank() || value.contains("${") || value.strip().matches("(?i)true|false");
        return clear ? Stream.empty() : Stream.of("The " + what + " is " + value.strip() + "; give true or false.");
    }

    private static String problem(String what, String name, Set<String> known) {
        return "No goal of this plugin has the " + what + "; "
                + Suggestion.nearest(name, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "mvn bnn:help -Ddetail lists them.");
    }
}
