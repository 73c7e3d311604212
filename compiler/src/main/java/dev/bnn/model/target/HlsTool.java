// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The vendor's tool that synthesizes the generated C++. Its versions differ in how wide a word may be. */
public enum HlsTool {
    /** Vitis HLS, from 2020.2 on, and the unified Vitis tools. */
    VITIS_HLS("vitis_hls", "Vitis HLS", 4096),
    /** Vivado HLS, up to 2020.1. */
    VIVADO_HLS("vivado_hls", "Vivado HLS", 8191);

    private final String word;
    private final String title;
    private final int widestWord;

    HlsTool(String word, String title, int widestWord) {
        this.word = word;
        this.title = title;
        this.widestWord = widestWord;
    }

    /** Its name in the language. */
    public String word() {
        return word;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Bits of the widest {@code ap_uint} that it takes. */
    public int widestWord() {
        return widestWord;
    }

    /** The tool for a word of the language. */
    public static Optional<HlsTool> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
    }

    /** All words of the language. */
    public static List<String> words() {
        return Arrays.stream(values()).map(HlsTool::word).toList();
    }
}
