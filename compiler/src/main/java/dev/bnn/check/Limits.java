// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

/** Bounds that no sensible network meets, so that a slip or a hostile file cannot exhaust time or memory. */
final class Limits {
    /** Rows, columns, channels, units, kernels. */
    static final int EXTENT = 65_536;
    /** Values of one edge, an image. */
    static final int EDGE_VALUES = 1 << 24;
    /** Values of a map with its padding. */
    static final int FRAMED_VALUES = 2 * EDGE_VALUES;
    /** Values of the image and of what all layers yield: an engine holds them at four bytes each. */
    static final int VALUES = 1 << 26;
    /** Weights of one layer: a gigabyte of latent floats. */
    static final int LAYER_WEIGHTS = 1 << 28;

    /** Characters of a name: with what units add to it, HLS keeps 80. */
    static final int NAME = 64;
    /** Weights of a network: four gigabytes of latent floats. */
    static final long WEIGHTS = 1L << 30;
    /** Multiply-accumulates an image: 65 times those of VGG16. */
    static final long MACS = 1_000_000_000_000L;

    static final int LAYERS = 10_000;
    /** Statements and arguments that the layers section may come to when its blocks and repeats are written out. */
    static final int STATEMENTS = 100_000;
    /** Blocks and repeats within one another. */
    static final int DEPTH = 100;

    /** Of a block. */
    static final int PARAMETERS = 100;
    /** Sections of a kind: train, target. */
    static final int SECTIONS = 1_000;

    static final int CLASSES = 10_000;
    /** Of an answer: HLS partitions the array of the best classes completely. */
    static final int LABELS = 1_024;
    /** Of a recipe, and of the parts of a schedule. */
    static final int EPOCHS = 1_000_000;

    private Limits() {}
}
