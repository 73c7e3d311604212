// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a synthesis ended.
 *
 * @param errors the tool's error messages, at most five lines; empty if it succeeded
 * @param seconds time that it took
 * @param figures lut, ff, bram18, uram, dsp, clock_ns (estimated period), latency_cycles and interval_cycles (the worst), as far as
 *     its report has them
 * @param notes why there are no figures after a successful synthesis
 * @param units lut, ff, bram18 and dsp by unit, in the order of the pipeline; empty if they were not requested
 */
public record Synthesis(
        List<String> errors,
        double seconds,
        Map<String, Double> figures,
        List<String> notes,
        Map<String, Map<String, Double>> units) {
    public Synthesis(List<String> errors, double seconds, Map<String, Double> figures, List<String> notes) {
        this(errors, seconds, figures, notes, Map.of());
    }

    public Synthesis {
        errors = List.copyOf(errors);
        // Records keep the order of the report.
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        notes = List.copyOf(notes);
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }
}
