// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Imports a model of another tool, or trained parameters of a model in the project. */
public final class ImportGoal {
    private static final String PARAMETERS = ".npz";

    private ImportGoal() {}

    /**
     * What to import.
     *
     * @param file a QONNX model, or parameters as .npz for a model in the project
     * @param source the folder of the .bnn files
     * @param name file name of the model, without .bnn; empty to name it after the file
     * @param range range of the input's values, such as {@code 0 .. 1}; empty for the range in the file
     * @param data data set of the train section if no known one has images of this shape; may be empty
     * @param approximate true to drop a quantizer of the image although that changes values slightly
     * @param overwrite true to replace an existing model or existing parameters
     */
    public record Request(
            Path file,
            Path source,
            String name,
            String range,
            String data,
            boolean approximate,
            boolean overwrite,
            Settings settings) {}

    /** @param model the model file, for the other goals */
    public record Result(Path model) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        if (!Files.isRegularFile(request.file())) {
            throw new WorkflowException("There is no file " + request.file() + " to import; set bnn.file to a QONNX"
                    + " model, or to parameters as .npz.");
        }
        events.begin("importing " + request.file().getFileName());
        String name = name(request);
        Path model = request.source().resolve(name + ".bnn");
        return request.file().getFileName().toString().endsWith(PARAMETERS)
                ? parameters(request, model, events)
                : model(request, name, model, events);
    }

    private static Result model(Request request, String name, Path model, Events events)
            throws WorkflowException, IOException {
        if (Files.exists(model) && !request.overwrite()) {
            throw new WorkflowException(
                    model + " exists already; choose another name with -Dbnn.model=NAME, or replace it"
                            + " with -Dbnn.overwrite=true.");
        }
        Imported imported;
        try {
            imported = QonnxImport.read(
                    request.file(),
                    new QonnxImport.Options(name, request.range(), request.data(), request.approximate()));
        } catch (ExchangeException | IOException e) {
            throw new WorkflowException("Cannot import " + e.getMessage() + ".", e);
        }
        imported.notes().forEach(note -> events.info(name + ": " + note));
        Pretrained pretrained = Pretrained.beside(model);
        pretrained.write(imported.network(), imported.parameters(), origin(request.file()));
        AtomicFile.write(model, imported.text());
        events.info(String.format(
                Locale.ROOT,
                "%s: %s imported into %s, parameters into %s",
                name,
                Words.count(imported.network().layers().size(), "layer"),
                model,
                pretrained.parameters().getFileName()));
        warnOfTraining(request.settings(), imported.network(), events);
        return new Result(model);
    }

    private static Result parameters(Request request, Path model, Events events) throws WorkflowException, IOException {
        if (!Files.isRegularFile(model)) {
            throw new WorkflowException("There is no model " + model + " for the parameters of " + request.file()
                    + "; name it with -Dbnn.model=NAME.");
        }
        Network network = Models.load(model, events).network();
        Pretrained pretrained = Pretrained.beside(model);
        if (pretrained.exists() && !request.overwrite()) {
            throw new WorkflowException(
                    pretrained.parameters() + " exists already; replace it with" + " -Dbnn.overwrite=true.");
        }
        Parameters parameters;
        try {
            parameters = Npz.read(request.file(), network);
            // The constructor throws if the parameters do not fit.
            new FloatModel(network, parameters);
        } catch (IOException e) {
            throw new WorkflowException("Cannot import " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new WorkflowException(
                    "Cannot import " + request.file() + ": it does not fit " + network.name() + ": " + e.getMessage()
                            + "; docs/training.md names the arrays and their shapes.",
                    e);
        }
        pretrained.write(network, parameters, origin(request.file()));
        events.info(network.name() + ": parameters imported into " + pretrained.parameters());
        warnOfTraining(request.settings(), network, events);
        return new Result(model);
    }

    private static ObjectNode origin(Path file) throws IOException {
        String hash = Fingerprint.hashOf(file);
        ObjectNode beside = JsonFile.readOrEmpty(file.resolveSibling("provenance.json"));
        // The record that our PyTorch script writes beside its file, if it belongs to these parameters.
        ObjectNode origin = beside.path("parameters_sha256").asText().equals(hash) ? beside : JsonFile.object();
        origin.put("imported_from", file.getFileName().toString());
        origin.put("imported_sha256", hash);
        return origin;
    }

    /** Warns that trained parameters in the output folder take precedence over those beside the model. */
    private static void warnOfTraining(Settings settings, Network network, Events events) {
        Path trained = ModelFolder.of(settings.output(), network.name()).parameters();
        if (Files.exists(trained)) {
            events.warn(network.name() + ": the goals use " + trained
                    + ", which was trained here, instead of the imported parameters; delete it to use those");
        }
    }

    private static String name(Request request) throws WorkflowException {
        String name = request.name();
        if (name.isEmpty()) {
            String file = request.file().getFileName().toString();
            int end = file.indexOf('.');
            name = (end < 0 ? file : file.substring(0, end)).replaceAll("[^A-Za-z0-9_]", "_");
            name = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "net_" + name : name;
        }
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new WorkflowException("bnn.model is " + name
                    + "; the name of an imported model is letters, digits and _, and does not begin with a digit.");
        }
        return name;
    }
}
