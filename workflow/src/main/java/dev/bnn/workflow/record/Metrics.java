// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.source.Words;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The figures of one model, {@code metrics.json}: an object with one section per goal or part of a goal. A goal replaces its own
 * sections and keeps the others. docs/metrics.md defines each key; keys are stable.
 */
public final class Metrics {
    /** Sections in the order of the file. */
    static final List<String> SECTIONS = List.of(
            "validate",
            "explore",
            "tune",
            "train",
            "evaluate",
            "lowering",
            "estimate",
            "pipeline",
            "csim",
            "rtl",
            "hls",
            "bitstream",
            "export",
            "export_c",
            "report");

    private final Path file;
    /** Sections that are read as if they were not there. */
    private final Set<String> hidden;

    public Metrics(ModelFolder folder) {
        this(folder.metrics(), Set.of());
    }

    private Metrics(Path file, Set<String> hidden) {
        this.file = file;
        this.hidden = Set.copyOf(hidden);
    }

    /** The same figures, except that some sections are hidden. */
    public Metrics without(Set<String> sections) {
        return new Metrics(file, sections);
    }

    private ObjectNode read() throws IOException {
        ObjectNode sections = JsonFile.readOrEmpty(file);
        hidden.forEach(sections::remove);
        return sections;
    }

    /** Replaces a section. Values are numbers, strings, booleans, lists and maps of such. */
    public void put(String section, Map<String, ?> values) throws IOException {
        if (!SECTIONS.contains(section)) {
            throw new IllegalArgumentException("no section " + section);
        }
        ObjectNode old = JsonFile.readOrEmpty(file);
        old.set(section, JsonFile.MAPPER.valueToTree(new LinkedHashMap<>(values)));
        ObjectNode ordered = JsonFile.object();
        for (String name : SECTIONS) {
            if (old.has(name)) {
                ordered.set(name, old.get(name));
            }
        }
        JsonFile.write(file, ordered);
    }

    /** Removes a section whose figures no longer apply. */
    public void remove(String section) throws IOException {
        ObjectNode object = JsonFile.readOrEmpty(file);
        if (object.remove(section) != null) {
            JsonFile.write(file, object);
        }
    }

    /** A number of a section; empty if the goal has not run or does not record it. */
    public OptionalDouble number(String section, String key) throws IOException {
        JsonNode value = read().path(section).path(key);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    /** A text of a section; empty if the goal has not run or does not record it. */
    public String text(String section, String key) throws IOException {
        return read().path(section).path(key).asText("");
    }

    /** All sections as maps, lists, strings and numbers. */
    public Map<String, Map<String, Object>> all() throws IOException {
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        ObjectNode object = read();
        for (String name : SECTIONS) {
            if (object.get(name) instanceof ObjectNode section) {
                Map<String, Object> values = new LinkedHashMap<>();
                section.properties()
                        .forEach(e -> values.put(e.getKey(), JsonFile.MAPPER.convertValue(e.getValue(), Object.class)));
                sections.put(name, values);
            }
        }
        return sections;
    }

    /** A share as percent with two decimals, rounded as in the log; used for accuracies. */
    public static double percent(double share) {
        return Words.percent(share, 2).doubleValue();
    }

    /** Rounds to three decimals, for times and rates that vary from run to run. */
    public static double rounded(double x) {
        return Math.rint(x * 1e3) / 1e3;
    }
}
