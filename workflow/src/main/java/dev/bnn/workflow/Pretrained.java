package dev.bnn.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.PackedParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Packed parameters that lie beside a model, so that it can be evaluated and synthesised without training:
 * {@code NAME.pretrained.npz} and, with where they come from, {@code NAME.pretrained.json}.
 */
record Pretrained(Path parameters, Path provenance) {
    /** Which network the parameters are of. */
    private static final String STRUCTURE = "structure";

    static Pretrained beside(Path model) {
        String file = model.getFileName().toString();
        String stem = file.substring(0, file.length() - ".bnn".length());
        return new Pretrained(
                model.resolveSibling(stem + ".pretrained.npz"), model.resolveSibling(stem + ".pretrained.json"));
    }

    boolean exists() {
        return Files.isRegularFile(parameters) && Files.isRegularFile(provenance);
    }

    Parameters load(Network network) throws WorkflowException, IOException {
        if (!JsonFile.read(provenance).path(STRUCTURE).asText().equals(Trained.structure(network))) {
            throw new WorkflowException(parameters.getFileName() + " is not of " + network.name()
                    + " as it is now. Run mvn bnn:train first.");
        }
        try {
            return PackedParameters.read(parameters, network);
        } catch (IOException e) {
            throw new WorkflowException(e.getMessage() + ". Delete it and run mvn bnn:train.");
        }
    }

    /** Packs what training left in the folder. */
    void write(Network network, Parameters trained, ModelFolder folder) throws IOException {
        write(network, trained, JsonFile.read(folder.provenance()));
    }

    /** Packs parameters with what is known of where they come from. */
    void write(Network network, Parameters trained, ObjectNode origin) throws IOException {
        PackedParameters.write(parameters, network, trained);
        origin.put(STRUCTURE, Trained.structure(network));
        JsonFile.write(provenance, origin);
    }

    /** The accuracy on the test set that training measured, for people. */
    String accuracy() throws IOException {
        double top1 = JsonFile.read(provenance).path("test_top1").asDouble(Double.NaN);
        return Double.isNaN(top1) ? "accuracy unknown" : "test top-1 " + Metrics.percent(top1) + " %";
    }
}
