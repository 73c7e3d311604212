// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.training.figures.StepProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums the time of training steps by layer and part. */
final class Profiler implements StepClock {
    private static final int PARTS = Part.values().length;

    private final Map<String, long[]> times = new LinkedHashMap<>();
    private long steps;
    private long last;

    /** Begins a step, so that the next part timed is the fetch of its batch. */
    void begin() {
        last = System.nanoTime();
    }

    /** Ends a step. A step that is never ended does not count. */
    void end() {
        steps++;
    }

    @Override
    public void done(String layer, Part part) {
        long now = System.nanoTime();
        long[] row = times.get(layer);
        if (row == null) {
            row = new long[PARTS];
            times.put(layer, row);
        }
        row[part.ordinal()] += now - last;
        last = now;
    }

    StepProfile profile() {
        double scale = 1e-6 / Math.max(1, steps);
        List<StepProfile.Row> rows = times.entrySet().stream()
                .map(e -> new StepProfile.Row(
                        e.getKey(),
                        scale * e.getValue()[Part.FORWARD.ordinal()],
                        scale * e.getValue()[Part.BACKWARD.ordinal()],
                        scale * e.getValue()[Part.UPDATE.ordinal()]))
                .toList();
        return new StepProfile(steps, rows);
    }
}
