// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Golden images and answers as the text files that test benches and self tests read. */
public final class GoldenVectors {
    private GoldenVectors() {}

    /** One image per line, two digits per byte, in stream order. */
    public static String images(List<byte[]> images) {
        HexFormat hex = HexFormat.of();
        return images.stream().map(image -> hex.formatHex(image) + "\n").collect(Collectors.joining());
    }

    /** The scores or labels of one image per line. */
    public static String answers(List<long[]> answers) {
        return answers.stream()
                .map(a -> Arrays.stream(a).mapToObj(Long::toString).collect(Collectors.joining(" ")) + "\n")
                .collect(Collectors.joining());
    }
}
