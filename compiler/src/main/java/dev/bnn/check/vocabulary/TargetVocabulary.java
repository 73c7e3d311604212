// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import java.util.List;

/** The words of target sections. */
public final class TargetVocabulary {
    public static final List<Term> PARAMETERS = List.of(
            Term.of("fixed", "", "constants of the design"),
            Term.of(
                    "loadable",
                    "",
                    "loaded at run time: one bitstream for every network of these layers and foldings"));

    public static final List<Term> OUTPUTS = List.of(
            Term.of("scores", "", "the scores of all classes"),
            Term.of(
                    "labels N",
                    "",
                    "the numbers of the N best classes, the best first and of equal scores the first; N is 1 if left out"));

    public static final List<Term> TOOLS = List.of(
            Term.of(HlsTool.VITIS_HLS.word(), "", "Vitis HLS and the unified tools; words have up to 4,096 bits"),
            Term.of(HlsTool.VIVADO_HLS.word(), "", "Vivado HLS up to 2020.1; words have up to 8,191 bits"));

    public static final List<Term> MEMORIES = List.of(
            Term.of(Memory.LUT.word(), "", "look-up tables"),
            Term.of(Memory.BLOCK.word(), "", "block RAM"),
            Term.of(Memory.ULTRA.word(), "", "ultra RAM"));

    public static final Range FPS = Range.real("above 0 and at most 1e9", v -> v > 0 && v <= 1e9);

    public static final List<Term> TARGET = List.of(
            Term.of(
                    "clock F MHz",
                    Range.real("from 1 MHz to 1 GHz", mhz -> mhz >= 1 && mhz <= 1_000),
                    "the board's",
                    "clock, also in `kHz` or `GHz`"),
            Term.of(
                    "fps N",
                    FPS,
                    "",
                    "wanted images per second: the cheapest design that keeps up; `max`, as many as fit"),
            Term.of(
                    "fold LAYER pe P simd S",
                    "the search",
                    "P rows and S columns of the layer's weight matrix per cycle; `memory M` after it"),
            Term.of(
                    "budget KIND N, ...",
                    "the part",
                    "the most that the design takes of `lut`, `ff`, `bram18`, `uram`, `dsp`"),
            Term.of("fifo UNIT depth N", "the simulation", "words that the stream after that unit holds"),
            Term.of("parameters KIND", PARAMETERS, "fixed", "where weights and thresholds are"),
            Term.of("output KIND", OUTPUTS, "scores", "what the accelerator answers with"),
            Term.of("tool NAME", TOOLS, HlsTool.VITIS_HLS.word(), "what makes hardware of the generated C++"));

    private TargetVocabulary() {}
}
