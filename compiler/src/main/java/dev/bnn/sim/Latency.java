package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.Arrays;

/** Simulates one image through an empty pipeline, cycle by cycle, with streams that never fill up. */
public final class Latency {
    private Latency() {}

    /** Cycles from the first word of the image to its last score, a word of the image arriving in every cycle. */
    public static long cycles(Dataflow flow) {
        long[] arrivals = new long[flow.input().pixels()];
        Arrays.setAll(arrivals, i -> i);
        for (Unit unit : flow.units()) {
            arrivals = departures(unit, arrivals);
        }
        return arrivals[arrivals.length - 1];
    }

    /** When each word leaves: a step takes a cycle, and waits for the word that it reads. */
    private static long[] departures(Unit unit, long[] arrivals) {
        long[] departures = new long[16];
        int written = 0;
        int read = 0;
        long now = 0;
        for (Steps steps = Steps.of(unit); steps.next(); ) {
            if (steps.reads) {
                now = Math.max(now, arrivals[read]);
                read++;
            }
            now++;
            if (steps.writes) {
                if (written == departures.length) {
                    departures = Arrays.copyOf(departures, 2 * written);
                }
                departures[written] = now;
                written++;
            }
        }
        if (read != arrivals.length) {
            throw new IllegalStateException(
                    unit.name() + " reads " + read + " words an image, but gets " + arrivals.length);
        }
        return Arrays.copyOf(departures, written);
    }
}
