package dev.bnn.dataflow;

import dev.bnn.model.Shape;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The streaming pipeline of a network: a chain of units, each reading what the one before writes. It knows nothing of
 * the language that it will be written in.
 *
 * @param network the network's name
 * @param input the image; its pixels arrive as words of 8 * channels bits
 * @param classes names of the scores
 * @param depths words that the stream behind each unit holds, in the order of the units
 */
public record Dataflow(String network, Shape input, List<String> classes, List<Unit> units, List<Integer> depths) {
    /** Fewest words of a stream: with one, its two ends could not both work in every cycle. */
    public static final int LEAST_DEPTH = 2;

    public Dataflow {
        classes = List.copyOf(classes);
        units = List.copyOf(units);
        depths = List.copyOf(depths);
        if (depths.size() != units.size()) {
            throw new IllegalArgumentException(units.size() + " units, but " + depths.size() + " depths");
        }
    }

    /** A pipeline whose streams all have the least depth. */
    public Dataflow(String network, Shape input, List<String> classes, List<Unit> units) {
        this(network, input, classes, units, Collections.nCopies(units.size(), LEAST_DEPTH));
    }

    /** The same units with streams of other depths. */
    public Dataflow withDepths(List<Integer> other) {
        return new Dataflow(network, input, classes, units, other);
    }

    /** The slowest unit: it sets the pace of all. */
    public Unit bottleneck() {
        return units.stream().max(Comparator.comparingLong(Unit::cycles)).orElseThrow();
    }

    /** Frames per second in steady state: clock over the cycles of the slowest unit. */
    public double fps(double clockMhz) {
        return clockMhz * 1e6 / bottleneck().cycles();
    }

    /** The unit at the end. */
    public Unit.Scores scores() {
        return units.stream()
                .filter(Unit.Scores.class::isInstance)
                .map(Unit.Scores.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
