// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Backend;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.model.Network;
import dev.bnn.report.data.ReportData;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Simulates the project of a back end and compares it with the compiled network.
 *
 * @param what name of the simulation, for messages
 */
record ProjectSimulation(Backend backend, String what, Network network, Events events) {
    /**
     * @param figures receives the figures for {@code metrics.json}
     * @throws WorkflowException if the project cannot be built, a bit differs, or a word arrives in another cycle
     */
    ReportData.Simulation run(SimulationRequest request, Map<String, Object> figures)
            throws WorkflowException, IOException {
        int images = request.design().images().size();
        Optional<Backend.Tool> simulator = backend.simulator();
        if (images == 0 || simulator.isEmpty()) {
            String reason = images == 0 ? "bnn.csimImages is 0" : Backends.missing(backend.simulators());
            events.warn(network.name() + ": " + what + " skipped: " + reason
                    + (images == 0 ? "" : "; install one, and the next run makes up for it"));
            figures.put("skipped", reason);
            return new ReportData.Simulation.Skipped(reason);
        }
        String version = simulator.get().version();
        events.begin(what + ": compiling with " + version);
        Simulation result;
        try {
            result = backend.simulate(simulator.get(), request, done -> events.progress(what, done, images, "images"));
        } catch (SimulationException e) {
            throw WorkflowException.ofSystem(network.name() + ": " + e.getMessage(), e);
        }
        Optional<Simulation.Cycles> cycles = result.cycles();
        figures.put("images", result.images());
        figures.put("compared_bits", result.comparedBits());
        figures.put("differing_bits", result.differingBits());
        cycles.ifPresent(c -> figures.put("compared_words", c.words()));
        figures.put("simulator", version);
        figures.put("seconds", Metrics.rounded(result.seconds()));
        if (result.differingBits() > 0
                || cycles.flatMap(Simulation.Cycles::difference).isPresent()) {
            throw WorkflowException.ofSystem(
                    differs(what, network, request.design().flow().answer(), result, request.project()));
        }
        events.info(String.format(
                Locale.ROOT,
                "%s: %s of %s with %s: %s%s compared, 0 differ (%.1f s)",
                network.name(),
                what,
                Words.count(result.images(), "image"),
                version,
                Words.count(result.comparedBits(), "bit"),
                cycles.map(c -> ", and " + Words.count(c.words(), "word") + " with their cycles,")
                        .orElse(""),
                result.seconds()));
        return new ReportData.Simulation.Ran(
                version,
                result.images(),
                result.comparedBits(),
                result.differingBits(),
                cycles.map(Simulation.Cycles::words).orElse(0L),
                result.seconds());
    }

    /** The message about a simulation that differs: it says where the difference begins. */
    static String differs(String what, Network network, Dataflow.Answer answer, Simulation result, Path project) {
        String first = result.cycles()
                .flatMap(Simulation.Cycles::difference)
                .map(difference -> " The first difference: " + difference + ".")
                .or(() -> result.mismatch().map(m -> first(network, answer, m)))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s: the %s differs from the compiled network in %,d of %,d bits.%s Were the files in %s changed by hand?"
                        + " Otherwise this is a defect of the generator: please report it.",
                network.name(),
                what,
                result.differingBits(),
                result.comparedBits(),
                first,
                project);
    }

    private static String first(Network network, Dataflow.Answer answer, Simulation.Mismatch mismatch) {
        return mismatch.fault()
                .map(f -> String.format(
                        Locale.ROOT,
                        " The first difference is in layer %s (unit %s), channel %d, position (y %d, x %d), image %d:"
                                + " expected %+d, found %+d.",
                        f.layer(),
                        f.unit(),
                        f.channel(),
                        f.y(),
                        f.x(),
                        mismatch.image(),
                        f.expected(),
                        f.found()))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        " All layers before the scores agree; the first %s that differs is %s %d of layer %s%s, image %d:"
                                + " expected %d, found %d.",
                        answer.labels() ? "label" : "score",
                        answer.labels() ? "place" : "channel",
                        mismatch.index() % answer.each(),
                        network.layers().get(network.layers().size() - 1).name(),
                        answer.out().pixels() == 1 ? "" : ", position " + mismatch.index() / answer.each(),
                        mismatch.image(),
                        mismatch.expected(),
                        mismatch.found()));
    }
}
