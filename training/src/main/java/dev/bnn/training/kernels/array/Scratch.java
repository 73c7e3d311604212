// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.array;

import java.util.ArrayList;
import java.util.List;

/** Scratch arrays of one thread, allocated at first use. A kernel overwrites them in each call. */
public final class Scratch {
    private final List<float[]> arrays = new ArrayList<>();
    private final List<int[]> integers = new ArrayList<>();

    /** Float array number {@code slot}, of at least that length, with undefined contents. */
    public float[] floats(int slot, int length) {
        while (arrays.size() <= slot) {
            arrays.add(new float[0]);
        }
        float[] array = arrays.get(slot);
        if (array.length < length) {
            array = new float[length];
            arrays.set(slot, array);
        }
        return array;
    }

    /** Int array number {@code slot}, of at least that length, with undefined contents. */
    public int[] ints(int slot, int length) {
        while (integers.size() <= slot) {
            integers.add(new int[0]);
        }
        int[] array = integers.get(slot);
        if (array.length < length) {
            array = new int[length];
            integers.set(slot, array);
        }
        return array;
    }
}
