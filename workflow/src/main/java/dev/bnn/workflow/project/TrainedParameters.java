// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.inference.Scoring;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The parameters of the network as it is now: those from training, otherwise the pretrained ones beside the model.
 *
 * @param file the file that they were read from
 * @param provenance the record of their origin
 */
public record TrainedParameters(Parameters parameters, Path file, Path provenance) {
    private static final String NETWORK = "network";
    private static final String PARAMETERS = "parameters";

    public static TrainedParameters load(Path model, Network network, ModelFolder folder, Events events)
            throws WorkflowException, IOException {
        Pretrained pretrained = Pretrained.beside(model);
        if (Files.isRegularFile(folder.parameters()) || !pretrained.exists()) {
            return new TrainedParameters(fromTraining(network, folder), folder.parameters(), folder.provenance());
        }
        Parameters parameters = pretrained.load(network);
        events.info(network.name() + ": pretrained parameters of "
                + pretrained.parameters().getFileName() + " (" + pretrained.accuracy() + ")");
        return new TrainedParameters(parameters, pretrained.parameters(), pretrained.provenance());
    }

    /** As {@link #load}, but empty if there are none: a network can be explored and reported on without parameters. */
    public static Optional<TrainedParameters> ifAny(Path model, Network network, ModelFolder folder)
            throws IOException {
        try {
            return Optional.of(load(model, network, folder, Events.SILENT));
        } catch (WorkflowException untrained) {
            return Optional.empty();
        }
    }

    /** The parameters from training, without the pretrained ones. */
    public static Parameters fromTraining(Network network, ModelFolder folder) throws WorkflowException, IOException {
        if (!Files.isRegularFile(folder.parameters())) {
            throw new WorkflowException(network.name() + " is not trained: there is no " + folder.parameters()
                    + ". Run mvn bnn:train first.");
        }
        if (ofAnother(network, folder)) {
            throw new WorkflowException(
                    network.name() + " has been changed since it was trained. Run mvn bnn:train first.");
        }
        try {
            return Npz.read(folder.parameters(), network);
        } catch (IOException e) {
            throw WorkflowException.ofSystem(e.getMessage() + ". Delete it and run mvn bnn:train.", e);
        }
    }

    /** Whether the parameters in the folder were trained for another network, such as an earlier version of this one. */
    static boolean ofAnother(Network network, ModelFolder folder) throws IOException {
        String trainedFor = Fingerprint.recorded(folder, NETWORK);
        // Parameters that a user has copied into the folder have no record; their shapes are checked when they are
        // used.
        return Files.isRegularFile(folder.parameters())
                && !trainedFor.isEmpty()
                && !trainedFor.equals(structure(network));
    }

    /** The float model of the network with these parameters. */
    public static FloatModel floatModel(Network network, Parameters parameters) throws WorkflowException {
        try {
            return new FloatModel(network, parameters);
        } catch (IllegalArgumentException e) {
            throw unfit(network, e);
        }
    }

    /** Scores images on {@code threads} threads; reports the number of images done to {@code done}. */
    public static Evaluation evaluate(
            Network network, Parameters parameters, ImageSet images, int threads, IntConsumer done)
            throws WorkflowException {
        try {
            return Scoring.of(network, parameters, images, threads, done);
        } catch (IllegalArgumentException e) {
            throw unfit(network, e);
        }
    }

    private static WorkflowException unfit(Network network, IllegalArgumentException e) {
        return new WorkflowException(
                "The parameters do not fit " + network.name() + ": " + e.getMessage() + ". Run mvn bnn:train first.",
                e);
    }

    /** Records which parameters a training has just written to the folder, and for which network. */
    public static void record(Network network, ModelFolder folder) throws IOException {
        Fingerprint.record(folder, PARAMETERS, Fingerprint.hashOf(folder.parameters()));
        Fingerprint.record(folder, NETWORK, structure(network));
    }

    /** Whether a file has the parameters that the last training wrote to the folder; true if that was not recorded. */
    public static boolean asWritten(Path file, ModelFolder folder) throws IOException {
        String recorded = Fingerprint.recorded(folder, PARAMETERS);
        return recorded.isEmpty() || recorded.equals(Fingerprint.hashOf(file));
    }

    /** A hash of what the parameters depend on: a new target or recipe does not invalidate them. */
    public static String structure(Network network) {
        return new Fingerprint()
                .add("input", network.input())
                .add("classes", network.classes())
                .add("layers", network.layers())
                .hash();
    }
}
