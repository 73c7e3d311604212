package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;

/**
 * What a pipeline takes, simulated with the depths of its streams. Pipeline registers, a handful a unit, are left out.
 *
 * @param latency cycles from the first word of the first image to its last score
 * @param interval cycles from image to image in the end
 * @param bound cycles of the slowest unit: no depths give a shorter interval
 * @param steady true where all later images provably take the same interval
 */
public record Timing(long latency, long interval, long bound, boolean steady) {
    /** Images after which a pipeline that has not settled is given up; those seen settle within ten. */
    private static final int MOST_FRAMES = 60;

    /**
     * Simulates a pipeline.
     *
     * @throws BlockedException where units wait for one another for ever
     */
    public static Timing of(Dataflow flow) {
        return of(ProcessGraph.of(flow));
    }

    static Timing of(ProcessGraph graph) {
        Outcome outcome = Simulator.run(graph, MOST_FRAMES);
        if (outcome instanceof Outcome.Blocked blocked) {
            throw new BlockedException(blocked.explain());
        }
        Outcome.Finished finished = (Outcome.Finished) outcome;
        // The last process reads the scores; the one before writes them.
        long latency = finished.ends()[finished.ends().length - 2][0];
        return new Timing(latency, finished.interval(), graph.bound(), finished.steady());
    }
}
