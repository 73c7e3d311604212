// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import dev.bnn.emit.c.CEmitter;
import dev.bnn.model.Network;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.DiagnosticException;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Writes a trained model as a C99 program for CPUs. */
public final class CExportGoal {
    /** The name of this step in the fingerprints and metrics of a model. */
    private static final String STEP = "export_c";

    private static final int RANDOM_IMAGES = 6;
    private static final int WHITE = 255;

    private CExportGoal() {}

    /** The model to export. */
    public record Request(Path model, Settings settings) {}

    /** The folder; {@code skipped} is true if nothing has changed since the last run. */
    public record Result(Path folder, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        events.begin("exporting");
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Models.requireBinary(network);
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        TrainedParameters trained = TrainedParameters.load(request.model(), network, folder, events);
        Path project = folder.cProgram();
        String hash = new Fingerprint()
                .add("version", settings.version())
                .addFile("parameters", trained.file())
                .addFile("model", request.model())
                .hash();
        if (Fingerprint.unchanged(folder, STEP, hash, project, folder.metrics())) {
            events.info(network.name() + ": the C program is up to date");
            return new Result(project, true);
        }
        Fingerprint.forget(folder, STEP);
        BnnModel model;
        try {
            Lowered lowered = Lowering.lower(
                    new LoweringRequest(network, trained.parameters(), Optional.empty(), List.of(), Optional.empty()));
            model = lowered.model();
        } catch (DiagnosticException e) {
            throw Models.failure(e, loaded.source(), network, "exported to C", events);
        }
        CEmitter.Size size = CEmitter.emit(
                network, model, request.model().getFileName().toString(), images(model.inputSize()), project);
        events.info(String.format(
                Locale.ROOT,
                "%s: C program in %s: %,d bytes of tables, %,d bytes of memory, up to %,d bytes of buffers on the stack",
                network.name(),
                project,
                size.tables(),
                size.maps(),
                size.stack()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("table_bytes", size.tables());
        figures.put("memory_bytes", size.maps());
        figures.put("stack_bytes", size.stack());
        new Metrics(folder).put(STEP, figures);
        Fingerprint.record(folder, STEP, hash);
        return new Result(project, false);
    }

    /** Golden images that need no data set: black, white, and random bytes. */
    private static List<byte[]> images(int size) {
        List<byte[]> images = new ArrayList<>();
        images.add(new byte[size]);
        byte[] white = new byte[size];
        Arrays.fill(white, (byte) WHITE);
        images.add(white);
        Random random = new Random(1);
        for (int i = 0; i < RANDOM_IMAGES; i++) {
            byte[] image = new byte[size];
            random.nextBytes(image);
            images.add(image);
        }
        return images;
    }
}
