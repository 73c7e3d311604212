// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.npz.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes scripts of networks, and images for them, to files. */
public final class Scripts {
    private Scripts() {}

    /** Writes the script of a network for some recipes; the last one is the requested one. */
    public static Path write(Path folder, Network network, Recipe... recipes) throws IOException {
        return Files.writeString(folder.resolve(network.name() + "_train.py"), text(network, recipes));
    }

    /** The answers of agreement.py, one for each task; skips the test where there is no PyTorch. */
    public static List<JsonNode> answers(Path folder, List<String> tasks) throws IOException {
        return Python.answers(folder, tasks);
    }

    static String text(Network network, Recipe... recipes) {
        Recipe wanted = recipes[recipes.length - 1];
        return Script.of(new ScriptRequest(
                network,
                network.name() + ".bnn",
                List.of(recipes),
                wanted.span(),
                wanted.run().data(),
                Optional.empty(),
                "test"));
    }

    /** Writes images, and labels if there are any, for agreement.py. */
    public static Path images(Path file, Shape shape, List<byte[]> images, int... labels) throws IOException {
        float[] values = new float[images.size() * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = images.get(i / shape.size())[i % shape.size()] & 0xff;
        }
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        int[] sizes = {images.size(), shape.height(), shape.width(), shape.channels()};
        arrays.put("images", new Parameters.Array(sizes, values));
        float[] numbers = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            numbers[i] = labels[i];
        }
        arrays.put("labels", new Parameters.Array(new int[] {labels.length}, numbers));
        Npz.write(file, new Parameters(arrays));
        return file;
    }
}
