// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Parameters in NumPy's .npz format: little-endian float32 in C order, equal bytes for equal parameters. Whatever is
 * wrong with a file is an {@link IOException} whose message names the file and the reason.
 */
public final class Npz {
    private Npz() {}

    /** Replaces the file as a whole or not at all. */
    public static void write(Path file, Parameters parameters) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        parameters.arrays().forEach((name, array) -> arrays.put(name, pack(array)));
        NpzFile.write(file, arrays);
    }

    /**
     * Reads the parameters of a network from a file that {@link #write}, {@link PackedParameters#write} or NumPy's savez or
     * savez_compressed wrote. It skips other arrays, and rejects an array that is larger than the network's before reading it. It
     * also rejects an array of another shape, even one with as many values, and a value that is not a number.
     */
    public static Parameters read(Path file, Network network) throws IOException {
        Parameters parameters = PackedParameters.readEither(file, network);
        for (Map.Entry<String, int[]> wanted : Parameters.shapes(network).entrySet()) {
            Parameters.Array array = parameters.arrays().get(wanted.getKey());
            Optional<String> wrong = array == null ? Optional.empty() : mistake(array, wanted.getValue());
            if (wrong.isPresent()) {
                throw new IOException(file + ": it does not fit " + network.name() + ": " + wanted.getKey() + " has "
                        + wrong.get() + "; docs/training.md names the arrays and their shapes");
            }
        }
        return parameters;
    }

    private static Optional<String> mistake(Parameters.Array array, int[] wanted) {
        if (!Arrays.equals(array.shape(), wanted)) {
            return Optional.of("the shape " + Arrays.toString(array.shape()) + ", not " + Arrays.toString(wanted)
                    + (wanted.length == 4 ? " of outputs, rows, columns and inputs" : "")
                    + (wanted.length == 2 ? " of outputs and inputs" : ""));
        }
        for (float value : array.values()) {
            if (!Float.isFinite(value)) {
                return Optional.of("a value " + value);
            }
        }
        return Optional.empty();
    }

    /** Reads all arrays of a file, which together have at most {@code most} bytes. */
    public static Parameters read(Path file, long most) throws IOException {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, NpyArray> e :
                NpzFile.read(file, ArraySizes.atMost(most)).entrySet()) {
            try {
                arrays.put(e.getKey(), unpack(e.getKey(), e.getValue()));
            } catch (ZipException wrong) {
                throw NpzFile.unusable(file, wrong);
            }
        }
        return new Parameters(arrays);
    }

    static NpyArray pack(Parameters.Array array) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, array.values().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(array.values());
        return new NpyArray(NpyArray.FLOAT, array.shape(), bytes.array());
    }

    static Parameters.Array unpack(String name, NpyArray array) throws ZipException {
        if (!array.type().equals(NpyArray.FLOAT)) {
            throw new ZipException("entry " + name + ".npy has element type '" + array.type()
                    + "'; save it as float32 ('" + NpyArray.FLOAT + "')");
        }
        float[] values = new float[array.data().length / 4];
        ByteBuffer.wrap(array.data())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Parameters.Array(array.shape(), values);
    }
}
