// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trained parameters without what only training needs: a .npz that stores each bipolar {@code NAME.weight} with one bit per weight
 * as {@code NAME.weight.bits}, uint8 of [rows, ceil(columns / 8)]. NumPy's {@code unpackbits(..., bitorder='little')} unpacks a row
 * to [columns]; 1 stands for +1. Weights of several bits are {@code NAME.weight.integers}, int8 of [rows, columns]. Everything else
 * is float32 as in {@link Npz}. A network computes the same as after training, bit for bit, since it uses only the sign or the
 * integer of a latent weight.
 */
public final class PackedParameters {
    private static final String BITS = ".bits";
    private static final String INTEGERS = ".integers";

    private PackedParameters() {}

    /**
     * Replaces the file as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Network network, Parameters parameters) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        parameters.arrays().forEach((name, array) -> arrays.put(name, Npz.pack(array)));
        for (Layer.Weighted layer : packed(network)) {
            String name = weight(layer);
            float[] values = parameters.get(name).values();
            arrays.remove(name);
            arrays.put(stored(layer), bits(layer) ? pack(layer, values) : integers(layer, values));
        }
        NpzFile.write(file, arrays);
    }

    /**
     * Reads a file for that network. Packed weights are -1 and +1, or integers.
     *
     * @throws IOException if the file cannot be read or does not fit the network; the message says what does not fit
     */
    public static Parameters read(Path file, Network network) throws IOException {
        return floats(file, packed(network), NpzFile.read(file, needs(network)));
    }

    /**
     * Reads a file for that network, in which each layer's weights may be packed or floats. If the file has both, floats have
     * precedence.
     *
     * @throws IOException if the file cannot be read or a packed array does not fit; missing arrays are no error
     */
    static Parameters readEither(Path file, Network network) throws IOException {
        Map<String, Long> bytes = new HashMap<>(ArraySizes.of(network).arrays());
        bytes.putAll(needs(network).arrays());
        Map<String, NpyArray> stored = NpzFile.read(file, new ArraySizes(bytes));
        List<Layer.Weighted> packed = new ArrayList<>();
        for (Layer.Weighted layer : packed(network)) {
            if (stored.containsKey(weight(layer))) {
                stored.remove(stored(layer));
            } else if (stored.containsKey(stored(layer))) {
                packed.add(layer);
            }
        }
        return floats(file, packed, stored);
    }

    private static Parameters floats(Path file, List<Layer.Weighted> packed, Map<String, NpyArray> stored)
            throws IOException {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        try {
            for (Layer.Weighted layer : packed) {
                NpyArray array = stored.remove(stored(layer));
                arrays.put(weight(layer), bits(layer) ? unpack(layer, array) : unpackIntegers(layer, array));
            }
            for (Map.Entry<String, NpyArray> e : stored.entrySet()) {
                arrays.put(e.getKey(), Npz.unpack(e.getKey(), e.getValue()));
            }
        } catch (IOException e) {
            throw NpzFile.unusable(file, e);
        }
        return new Parameters(arrays);
    }

    /** The layers whose weights are packed. */
    private static List<Layer.Weighted> packed(Network network) {
        return network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .map(Layer.Weighted.class::cast)
                .filter(layer -> layer.weights() != WeightType.FLOAT)
                .toList();
    }

    private static boolean bits(Layer.Weighted layer) {
        return layer.weights() == WeightType.BIPOLAR;
    }

    private static String weight(Layer.Weighted layer) {
        return layer.name() + ".weight";
    }

    /** The name of the packed array. */
    private static String stored(Layer.Weighted layer) {
        return weight(layer) + (bits(layer) ? BITS : INTEGERS);
    }

    /** The network's arrays, with packed ones in place of the floats. */
    private static ArraySizes needs(Network network) {
        Map<String, Long> bytes = new HashMap<>(ArraySizes.of(network).arrays());
        for (Layer.Weighted layer : packed(network)) {
            bytes.remove(weight(layer));
            long line = bits(layer) ? (layer.columns() + 7) / 8 : layer.columns();
            bytes.put(stored(layer), layer.rows() * line);
        }
        return new ArraySizes(bytes);
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
            throw new IOException(
                    "there is no uint8 array " + stored(layer) + " of shape [" + layer.rows() + ", " + line + "]");
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
            throw new IOException("there is no int8 array " + stored(layer) + " of shape [" + layer.rows() + ", "
                    + layer.columns() + "]");
        }
        float[] weights = new float[integers.data().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = integers.data()[i];
        }
        return new Parameters.Array(layer.weightShape(), weights);
    }
}
