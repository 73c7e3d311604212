// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trained parameters without what only training needs: a .npz in which each bipolar {@code NAME.weight} is one bit a
 * weight, {@code NAME.weight.bits}, uint8 of [rows, ceil(columns / 8)]. A row is what NumPy's {@code unpackbits(...,
 * bitorder='little')} makes [columns] of; 1 stands for +1. Weights of several bits are {@code NAME.weight.integers}, int8 of
 * [rows, columns]. Everything else is float32 as in {@link Npz}. A network reads
 * as it was trained, bit for bit, since it uses no more of a latent weight than its sign or integer.
 */
public final class PackedParameters {
    private static final String BITS = ".bits";
    private static final String INTEGERS = ".integers";

    private PackedParameters() {}

    /** Replaces the file whole or not at all. */
    public static void write(Path file, Network network, Parameters parameters) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        parameters.arrays().forEach((name, array) -> arrays.put(name, Npz.pack(array)));
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w && w.weights() != WeightType.FLOAT) {
                String name = w.name() + ".weight";
                float[] values = parameters.get(name).values();
                boolean bits = w.weights() == WeightType.BIPOLAR;
                arrays.remove(name);
                arrays.put(name + (bits ? BITS : INTEGERS), bits ? pack(w, values) : integers(w, values));
            }
        }
        NpzFile.write(file, arrays);
    }

    /** Reads a file for that network; an {@link IOException} says what does not fit. Weights are -1 and +1. */
    public static Parameters read(Path file, Network network) throws IOException {
        Map<String, NpyArray> stored = NpzFile.read(file, packed(network));
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        try {
            for (Layer layer : network.layers()) {
                if (layer instanceof Layer.Weighted w && w.weights() == WeightType.BIPOLAR) {
                    NpyArray bits = stored.remove(w.name() + ".weight" + BITS);
                    arrays.put(w.name() + ".weight", unpack(w, bits));
                } else if (layer instanceof Layer.Weighted w && w.weights().levels()) {
                    NpyArray integers = stored.remove(w.name() + ".weight" + INTEGERS);
                    arrays.put(w.name() + ".weight", unpackIntegers(w, integers));
                }
            }
            for (Map.Entry<String, NpyArray> e : stored.entrySet()) {
                arrays.put(e.getKey(), Npz.unpack(e.getKey(), e.getValue()));
            }
        } catch (IOException e) {
            throw NpzFile.unusable(file, e);
        }
        return new Parameters(arrays);
    }

    /** Of packed weights the stored array takes the place of the floats; else the network's. */
    private static Needs packed(Network network) {
        Map<String, Long> bytes = new HashMap<>(Needs.of(network).arrays());
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w && w.weights() != WeightType.FLOAT) {
                bytes.remove(w.name() + ".weight");
                boolean bits = w.weights() == WeightType.BIPOLAR;
                long line = bits ? (w.columns() + 7) / 8 : w.columns();
                bytes.put(w.name() + ".weight" + (bits ? BITS : INTEGERS), w.rows() * line);
            }
        }
        return new Needs(bytes);
    }

    private static NpyArray pack(Layer.Weighted layer, float[] weights) {
        int line = (layer.columns() + 7) / 8;
        byte[] bits = new byte[layer.rows() * line];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= 0) {
                int column = i % layer.columns();
                bits[i / layer.columns() * line + column / 8] |= (byte) (1 << column % 8);
            }
        }
        return new NpyArray(NpyArray.BYTE, new int[] {layer.rows(), line}, bits);
    }

    private static Parameters.Array unpack(Layer.Weighted layer, NpyArray bits) throws IOException {
        int line = (layer.columns() + 7) / 8;
        if (bits == null
                || !bits.type().equals(NpyArray.BYTE)
                || !Arrays.equals(bits.shape(), new int[] {layer.rows(), line})) {
            throw new IOException("there is no uint8 array " + layer.name() + ".weight" + BITS + " of shape ["
                    + layer.rows() + ", " + line + "]");
        }
        float[] weights = new float[layer.rows() * layer.columns()];
        for (int i = 0; i < weights.length; i++) {
            int column = i % layer.columns();
            int bit = bits.data()[i / layer.columns() * line + column / 8] >> column % 8 & 1;
            weights[i] = bit == 1 ? 1 : -1;
        }
        return new Parameters.Array(layer.weightShape(), weights);
    }

    private static NpyArray integers(Layer.Weighted layer, float[] weights) {
        byte[] integers = new byte[weights.length];
        for (int i = 0; i < weights.length; i++) {
            integers[i] = (byte) layer.weights().of(weights[i]);
        }
        return new NpyArray(NpyArray.INT8, new int[] {layer.rows(), layer.columns()}, integers);
    }

    private static Parameters.Array unpackIntegers(Layer.Weighted layer, NpyArray integers) throws IOException {
        if (integers == null
                || !integers.type().equals(NpyArray.INT8)
                || !Arrays.equals(integers.shape(), new int[] {layer.rows(), layer.columns()})) {
            throw new IOException("there is no int8 array " + layer.name() + ".weight" + INTEGERS + " of shape ["
                    + layer.rows() + ", " + layer.columns() + "]");
        }
        float[] weights = new float[integers.data().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = integers.data()[i];
        }
        return new Parameters.Array(layer.weightShape(), weights);
    }
}
