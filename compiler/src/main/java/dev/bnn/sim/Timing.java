// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.sim.process.ProcessGraph;
import dev.bnn.sim.process.SimulationOutcome;
import dev.bnn.sim.process.Simulator;
import dev.bnn.sim.unit.PipelineStages;

/**
 * Latency and interval of a pipeline, simulated with the depths of its streams.
 *
 * @param latency cycles from the first word of the first image to its last score
 * @param interval cycles from one image to the next in steady state; the mean if they differ
 * @param bound cycles of the slowest unit: no depths give a shorter interval
 * @param steady true if all later images provably take the same interval
 */
public record Timing(long latency, long interval, long bound, boolean steady) {
    /** The simulation stops after this many images if the interval still changes. Known pipelines settle within ten. */
    private static final int MOST_FRAMES = 60;

    /** The limit for units that stall, whose stages keep the words of an image until words of the next image follow. */
    private static final int MOST_FRAMES_STALLING = 1_000;

    /**
     * Simulates a pipeline whose units have no stages.
     *
     * @throws BlockedException if units wait for each other forever
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
        // The last process reads the scores and passes them on after its own stages; the process before it writes them.
        long latency = finished.ends()[finished.ends().length - 2][0] + stages.count();
        return new Timing(latency, interval(finished), graph.bound(), finished.steady());
    }

    /**
     * If the pipeline has not settled, the mean over the third quarter of the images, rounded up. Where units stall, the last images
     * leave faster than any before them: the stages hold several, and none follows.
     */
    private static long interval(SimulationOutcome.Finished finished) {
        long[] ends = finished.ends()[finished.ends().length - 1];
        int last = ends.length - 1;
        int from = last / 2;
        int to = last - last / 4;
        return finished.steady() || from == to ? finished.interval() : -Math.floorDiv(ends[from] - ends[to], to - from);
    }
}
