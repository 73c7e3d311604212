// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

/** Limits far above sensible networks, so that a mistake or a hostile file cannot exhaust time or memory. */
public final class Limits {
    /** Rows, columns, channels, units, kernels. */
    public static final int EXTENT = 65_536;
    /** Values of one edge per image. */
    public static final int EDGE_VALUES = 1 << 24;
    /** Values of a map with its padding. */
    public static final int FRAMED_VALUES = 2 * EDGE_VALUES;
    /** Values of the image and of the outputs of all layers; an engine holds them at four bytes each. */
    public static final int VALUES = 1 << 26;
    /** Weights of one layer: a gigabyte of latent floats. */
    public static final int LAYER_WEIGHTS = 1 << 28;

    /** Characters of a name; units add a suffix, and HLS keeps 80 characters. */
    public static final int NAME = 64;
    /** Weights of a network: four gigabytes of latent floats. */
    public static final long WEIGHTS = 1L << 30;
    /** Multiply-accumulates per image: 65 times those of VGG16. */
    public static final long MACS = 1_000_000_000_000L;

    public static final int LAYERS = 10_000;
    /** Statements and arguments of the layers section after its blocks and repeats are expanded. */
    public static final int STATEMENTS = 100_000;
    /** Nesting of blocks and repeats. */
    public static final int DEPTH = 100;

    /** Parameters of a block. */
    public static final int PARAMETERS = 100;
    /** Sections of a kind: train, target. */
    public static final int SECTIONS = 1_000;

    public static final int CLASSES = 10_000;
    /** Labels of an answer: HLS partitions the array of the best classes completely. */
    public static final int LABELS = 1_024;
    /** Epochs of a recipe, and of the parts of a schedule. */
    public static final int EPOCHS = 1_000_000;

    private Limits() {}
}
