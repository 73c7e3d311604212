// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.explore;

import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import java.util.List;
import java.util.Optional;

/**
 * The data of the page on a network's foldings.
 *
 * @param part the part's name
 * @param front the designs that no other design beats, the fastest first
 * @param chosen the design of the target section, with sized streams
 * @param trained whether accumulators are as wide as trained parameters make them
 * @param fitting the fastest design that leaves the margin of the part free; empty if there is none
 * @param limits resources of the part; empty if unknown
 * @param margin share of the part to leave free
 * @param advice sentences about what limits the chosen design
 * @param units units of the chosen design in stream order
 */
public record ExploreData(
        String network,
        String title,
        String target,
        String part,
        double clockMhz,
        boolean trained,
        List<Point> front,
        Point chosen,
        Optional<Point> fitting,
        Optional<Resources> limits,
        double margin,
        List<String> advice,
        List<Unit> units) {
    public ExploreData {
        front = List.copyOf(front);
        advice = List.copyOf(advice);
        units = List.copyOf(units);
    }

    /** A design: frames per second, the cycles and the name of its slowest unit, and its resources. */
    public record Point(FrameRate fps, long interval, String bottleneck, Resources cost) {}

    /**
     * A unit.
     *
     * @param fold PE x SIMD and memory; empty for units without weights
     * @param depth words of the stream after it
     * @param finnLut look-up tables by the model of FINN-R, for comparison
     */
    public record Unit(String name, String kind, String fold, long cycles, int depth, Resources cost, long finnLut) {}
}
