// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;

/**
 * What a pipeline takes, simulated with the depths of its streams.
 *
 * @param latency cycles from the first word of the first image to its last score
 * @param interval cycles from image to image in the end; a mean where they differ
 * @param bound cycles of the slowest unit: no depths give a shorter interval
 * @param steady true where all later images provably take the same interval
 */
public record Timing(long latency, long interval, long bound, boolean steady) {
    /** Images after which a pipeline that has not settled is given up; those seen settle within ten. */
    private static final int MOST_FRAMES = 60;

    /** The same where units stall: a stage without a word of its own keeps that of an image until one comes after. */
    private static final int MOST_FRAMES_STALLING = 1_000;

    /**
     * Simulates a pipeline whose units have no stages.
     *
     * @throws BlockedException where units wait for one another for ever
     */
    public static Timing of(Dataflow flow) {
        return of(ProcessGraph.of(flow), PipelineStages.NONE);
    }

    static Timing of(ProcessGraph graph, PipelineStages stages) {
        boolean stalls = stages.count() > 0 && stages.stalls();
        SimulationOutcome outcome = Simulator.run(graph, stalls ? MOST_FRAMES_STALLING : MOST_FRAMES, stages);
        if (outcome instanceof SimulationOutcome.Blocked blocked) {
            throw new BlockedException(blocked.explain());
        }
        SimulationOutcome.Finished finished = (SimulationOutcome.Finished) outcome;
        // The last process reads the scores and hands them on after its own stages; the one before writes them.
        long latency = finished.ends()[finished.ends().length - 2][0] + stages.count();
        return new Timing(latency, interval(finished), graph.bound(), finished.steady());
    }

    /** Of a pipeline that has not settled, the mean of the later half of the images, rounded up. */
    private static long interval(SimulationOutcome.Finished finished) {
        long[] ends = finished.ends()[finished.ends().length - 1];
        int last = ends.length - 1;
        int middle = last / 2;
        return finished.steady() || middle == last
                ? finished.interval()
                : -Math.floorDiv(ends[middle] - ends[last], last - middle);
    }
}
