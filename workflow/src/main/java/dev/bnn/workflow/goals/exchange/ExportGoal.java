// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.OnnxExport;
import dev.bnn.exchange.QonnxExport;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.source.Diagnostic;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a trained model for other tools: ONNX of the integer network and QONNX of the trained one; for a float network, only
 * ONNX.
 */
public final class ExportGoal {
    private ExportGoal() {}

    /** The model to export. */
    public record Request(Path model, Settings settings) {}

    /** The files; {@code skipped} is true if nothing has changed since the last run. */
    public record Result(List<Path> files, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        events.begin("exporting");
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        TrainedParameters trained = TrainedParameters.load(request.model(), network, folder, events);
        List<Path> files = new ArrayList<>();
        if (network.synthesizable() || QonnxExport.isPlain(network)) {
            files.add(folder.onnx());
        }
        if (!QonnxExport.isPlain(network)) {
            files.add(folder.qonnx());
        }
        List<Path> outputs = new ArrayList<>(files);
        outputs.add(folder.metrics());
        String hash = new Fingerprint()
                .add("version", settings.version())
                .addFile("parameters", trained.file())
                .add("network", TrainedParameters.structure(network))
                .hash();
        if (Fingerprint.unchanged(folder, "export", hash, outputs.toArray(new Path[0]))) {
            events.info(network.name() + ": export is up to date");
            return new Result(files, true);
        }
        Fingerprint.forget(folder, "export");
        try {
            write(network, trained.parameters(), folder, events);
        } catch (DiagnosticException e) {
            for (Diagnostic d : e.diagnostics()) {
                events.diagnostic(d, loaded.source());
            }
            throw new WorkflowException(network.name() + " cannot be exported: see above.", e);
        } catch (ExchangeException e) {
            throw new WorkflowException(network.name() + " cannot be exported: " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new WorkflowException(
                    "The parameters do not fit " + network.name() + ": " + e.getMessage()
                            + ". Run mvn bnn:train first.",
                    e);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Path file : files) {
            figures.put(file.equals(folder.onnx()) ? "onnx_bytes" : "qonnx_bytes", Files.size(file));
            events.info(String.format(
                    Locale.ROOT, "%s: exported to %s, %,d bytes", network.name(), file, Files.size(file)));
        }
        new Metrics(folder).put("export", figures);
        Fingerprint.record(folder, "export", hash);
        return new Result(files, false);
    }

    private static void write(Network network, Parameters parameters, ModelFolder folder, Events events)
            throws ExchangeException, IOException {
        if (network.synthesizable()) {
            OnnxExport.write(network, parameters, folder.onnx());
            QonnxExport.write(network, parameters, folder.qonnx());
        } else if (QonnxExport.isPlain(network)) {
            Files.deleteIfExists(folder.qonnx());
            events.info(network.name() + ": nothing is quantized, so it is written as ONNX of float32 numbers");
            QonnxExport.write(network, parameters, folder.onnx());
        } else {
            Files.deleteIfExists(folder.onnx());
            events.info(network.name() + ": float layers have no integer form, so only QONNX is written");
            QonnxExport.write(network, parameters, folder.qonnx());
        }
    }
}
