// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.training;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;

/** The networks of the benchmarks. */
final class BenchmarkNets {
    private static final int[] CNV_STACKS = {64, 128, 256};
    private static final int[][] VGG_STACKS = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};

    private static final Padding SAME = new Padding(1, 0);

    private BenchmarkNets() {}

    /** {@code sfc} (FINN's 784-256-256-256-10), {@code cnv} (FINN's, 1 bit weights and activations) or {@code vgg16}. */
    static Network named(String name, double dropout) {
        return switch (name) {
            case "sfc" -> sfc(dropout);
            case "cnv" -> cnv();
            case "vgg16" -> vgg16();
            default -> throw new IllegalArgumentException(name + " is none of sfc, cnv, vgg16");
        };
    }

    private static NetworkBuilder image(String name, int channels, int size) {
        return NetworkBuilder.named(name).input(channels, size, size, ValueSet.ScaledBytes.range("-1", "1"));
    }

    private static Network sfc(double dropout) {
        NetworkBuilder b = image("sfc", 1, 28).flatten().sign();
        for (int i = 0; i < 3; i++) {
            b = dropout > 0 ? b.dropout(dropout) : b;
            b = dense(b, 256);
        }
        b = dropout > 0 ? b.dropout(dropout) : b;
        return b.dense(10, WeightType.BIPOLAR).build();
    }

    private static Network cnv() {
        NetworkBuilder b = image("cnv", 3, 32);
        for (int channels : CNV_STACKS) {
            b = conv(conv(b, channels, Padding.NONE), channels, Padding.NONE);
            b = channels < 256 ? b.maxPool(2, 2) : b;
        }
        return dense(dense(b.flatten(), 512), 512).dense(10, WeightType.BIPOLAR).build();
    }

    /** Pools come before batch norm: the largest of 16 signs is nearly always +1, which leaves nothing to learn from. */
    private static Network vgg16() {
        NetworkBuilder b = image("vgg16", 3, 32);
        for (int stack = 0; stack < VGG_STACKS.length; stack++) {
            int channels = VGG_STACKS[stack][0];
            for (int i = 1; i < VGG_STACKS[stack][1]; i++) {
                b = conv(b, channels, SAME);
            }
            b = b.conv(channels, 3, 1, SAME, WeightType.BIPOLAR);
            b = stack < 3 ? b.maxPool(2, 2) : stack == 4 ? b.maxPool(4, 4) : b;
            b = b.batchNorm().sign();
        }
        return dense(b.flatten(), 1024).dense(10, WeightType.BIPOLAR).build();
    }

    private static NetworkBuilder conv(NetworkBuilder b, int channels, Padding padding) {
        return b.conv(channels, 3, 1, padding, WeightType.BIPOLAR).batchNorm().sign();
    }

    private static NetworkBuilder dense(NetworkBuilder b, int units) {
        return b.dense(units, WeightType.BIPOLAR).batchNorm().sign();
    }
}
