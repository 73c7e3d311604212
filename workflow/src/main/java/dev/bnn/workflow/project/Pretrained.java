// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.data.SplitMix64;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.npz.PackedParameters;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packed parameters beside a model, so that it can be evaluated and synthesized without training:
 * {@code NAME.pretrained.npz}, and {@code NAME.pretrained.json}, which says where they come from.
 */
public record Pretrained(Path parameters, Path provenance) {
    /** Key of the hash of the network that the parameters belong to. */
    private static final String STRUCTURE = "structure";

    /** Key of the parameters' SHA-256; older records have none. */
    private static final String SHA = "sha256";

    private static final String WENT_ON_FROM = "went_on_from";

    /** The entry in a recipe's text that names what it starts from. A path before it may hold the same words. */
    private static final Pattern START = Pattern.compile(".* start (\\w+)", Pattern.DOTALL);

    public static Pretrained beside(Path model) {
        String file = model.getFileName().toString();
        String stem = file.substring(0, file.length() - ".bnn".length());
        return new Pretrained(
                model.resolveSibling(stem + ".pretrained.npz"), model.resolveSibling(stem + ".pretrained.json"));
    }

    /** The copy, in a folder with a checkpoint, of the packed parameters that its training started from. */
    public static Pretrained startOf(ModelFolder folder) {
        return new Pretrained(
                folder.checkpoints().resolve("start.npz"), folder.checkpoints().resolve("start.json"));
    }

    /** Copies the parameters and their record, which both come from the same packing. */
    public void copyTo(Pretrained copy) throws WorkflowException, IOException {
        needed();
        Files.createDirectories(copy.parameters.getParent());
        AtomicFile.write(copy.parameters, Files.readAllBytes(parameters));
        AtomicFile.write(copy.provenance, Files.readAllBytes(provenance));
    }

    public boolean exists() throws IOException {
        settle();
        return Files.isRegularFile(parameters) && Files.isRegularFile(provenance);
    }

    /** SHA-256 of the packed parameters, for fingerprints. */
    public String hash() throws WorkflowException, IOException {
        needed();
        return Fingerprint.hashOf(parameters);
    }

    /** Whether the packed parameters exist and have that SHA-256. */
    public boolean is(String hash) throws IOException {
        return exists() && Fingerprint.hashOf(parameters).equals(hash);
    }

    /**
     * SHA-256 of the packed parameters that these were trained from, and of those from which these in turn were trained, and so
     * on; the latest first.
     */
    public List<String> before() throws IOException {
        return hashes(JsonFile.readOrEmpty(provenance).path(WENT_ON_FROM));
    }

    /**
     * SHA-256 of the packed parameters that the folder's result was trained from, if these parameters are that result or were
     * trained from it.
     */
    public Optional<String> startOfAncestor(ModelFolder folder) throws IOException {
        ObjectNode result = JsonFile.readOrEmpty(folder.provenance());
        JsonNode record = JsonFile.readOrEmpty(provenance);
        while (record instanceof ObjectNode object && !origin(object).equals(result)) {
            record = object.path(WENT_ON_FROM);
        }
        return hashes(record.path(WENT_ON_FROM)).stream().findFirst();
    }

    /** The hashes of a record and of the records of what it was trained from; results that were never packed have none. */
    private static List<String> hashes(JsonNode first) {
        List<String> hashes = new ArrayList<>();
        for (JsonNode record = first; record.isObject(); record = record.path(WENT_ON_FROM)) {
            if (record.has(SHA)) {
                hashes.add(record.path(SHA).asText());
            }
        }
        return hashes;
    }

    /** Whether these are the folder's trained parameters. */
    public boolean areOf(ModelFolder folder) throws IOException {
        return origin(JsonFile.readOrEmpty(provenance)).equals(JsonFile.readOrEmpty(folder.provenance()));
    }

    private static ObjectNode origin(ObjectNode record) {
        return record.deepCopy().remove(List.of(STRUCTURE, SHA, WENT_ON_FROM));
    }

    /** Throws if the packed parameters do not exist. */
    public void needed() throws WorkflowException, IOException {
        if (!exists()) {
            throw new WorkflowException("`start pretrained` needs " + parameters.getFileName() + " and "
                    + provenance.getFileName() + " beside the model. Train another recipe and run mvn bnn:pack,"
                    + " or start from a train section.");
        }
    }

    /**
     * Parameters to continue training from. A packed file has only the signs of a bipolar layer's latent weights; their
     * magnitudes are drawn uniformly from 0 to 1, so that some can change sign early and others late.
     */
    Parameters latent(Network network, long seed) throws WorkflowException, IOException {
        needed();
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>(load(network).arrays());
        SplitMix64 random = new SplitMix64(seed);
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w && w.weights() == WeightType.BIPOLAR) {
                arrays.computeIfPresent(w.name() + ".weight", (name, signs) -> {
                    float[] values = signs.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= (float) (1 - random.nextDouble());
                    }
                    return new Parameters.Array(signs.shape(), values);
                });
            }
        }
        return new Parameters(arrays);
    }

    public Parameters load(Network network) throws WorkflowException, IOException {
        ObjectNode record = JsonFile.readOrEmpty(provenance);
        if (record.isEmpty()) {
            throw new WorkflowException(provenance.getFileName() + " is damaged: it holds no JSON object. Take it and "
                    + parameters.getFileName() + " from version control, or delete both and run mvn bnn:train.");
        }
        if (record.has(SHA) && !record.path(SHA).asText().equals(Fingerprint.hashOf(parameters))) {
            throw new WorkflowException(parameters.getFileName() + " is not the file that " + provenance.getFileName()
                    + " describes. Take both from one mvn bnn:pack.");
        }
        if (!record.path(STRUCTURE).asText().equals(TrainedParameters.structure(network))) {
            throw new WorkflowException(parameters.getFileName() + " does not belong to " + network.name()
                    + " as it is now. Run mvn bnn:train. If the layers have the same names and shapes as before, keep the"
                    + " parameters: mvn bnn:import -Dbnn.overwrite=true -Dbnn.file=" + parameters);
        }
        try {
            return PackedParameters.read(parameters, network);
        } catch (IOException e) {
            throw WorkflowException.ofSystem(e.getMessage() + ". Delete it and run mvn bnn:train.", e);
        }
    }

    /**
     * Packs the trained parameters of a model's folder. If the training started from packed parameters or from another recipe's
     * result, the record includes where those come from.
     */
    public void write(Network network, Parameters trained, ModelFolder root) throws IOException {
        ObjectNode origin = JsonFile.readOrEmpty(root.provenance());
        Optional<ObjectNode> start = start(origin, root);
        start.ifPresent(record -> origin.set(WENT_ON_FROM, record));
        write(network, trained, origin);
    }

    /** The record of what a result was trained from, if not from random weights. */
    private Optional<ObjectNode> start(ObjectNode result, ModelFolder root) throws IOException {
        Matcher start = START.matcher(result.path("recipe").path("text").asText());
        if (!start.find()) {
            return Optional.empty();
        }
        ObjectNode packed = exists() ? JsonFile.readOrEmpty(provenance) : JsonNodeFactory.instance.objectNode();
        if (origin(packed).equals(result)) {
            return object(packed.path(WENT_ON_FROM));
        }
        if (start.group(1).equals(Recipe.Lineage.PACKED)) {
            return object(packed);
        }
        ObjectNode other = JsonFile.readOrEmpty(
                RecipeDependencies.recipeFolder(root, start.group(1)).provenance());
        if (origin(packed).equals(other)) {
            return object(packed);
        }
        Optional<ObjectNode> before = start(other, root);
        before.ifPresent(record -> other.set(WENT_ON_FROM, record));
        return object(other);
    }

    private static Optional<ObjectNode> object(JsonNode record) {
        return record instanceof ObjectNode object && !object.isEmpty() ? Optional.of(object) : Optional.empty();
    }

    /**
     * Packs parameters with a record of their origin. Even if the process is killed, either the old pair or the new pair remains:
     * this method first writes the parameters under another name, and the next reader moves them into place if the record has
     * their hash.
     */
    public void write(Network network, Parameters trained, ObjectNode origin) throws IOException {
        PackedParameters.write(waiting(), network, trained);
        origin.put(STRUCTURE, TrainedParameters.structure(network));
        origin.put(SHA, Fingerprint.hashOf(waiting()));
        JsonFile.write(provenance, origin);
        settle();
    }

    private Path waiting() {
        return parameters.resolveSibling(parameters.getFileName() + ".next");
    }

    /** Moves parameters into place if an interrupted packing has left them under the other name. */
    private void settle() throws IOException {
        if (Files.isRegularFile(waiting())
                && JsonFile.readOrEmpty(provenance).path(SHA).asText().equals(Fingerprint.hashOf(waiting()))) {
            Files.move(waiting(), parameters, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The accuracy on the test set that training measured, as text. */
    public String accuracy() throws IOException {
        double top1 = JsonFile.readOrEmpty(provenance).path("test_top1").asDouble(Double.NaN);
        return Double.isNaN(top1) ? "accuracy unknown" : "test top-1 " + Words.percentText(top1, 2);
    }
}
