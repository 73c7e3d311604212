// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.target.Board;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The boards. To add one, add a line. */
public final class Boards {
    /**
     * A board's device, and its clock if a target section names none.
     *
     * @param files patterns of the vendor's names for its board files; none for a bare part and for a board without a processor
     * @param open what the tools need to know about a board without a processor
     * @param platform the vendor's name for the shell of a card
     */
    public record Known(
            String name,
            String part,
            double clockMhz,
            List<String> files,
            Optional<OpenBoard> open,
            Optional<String> platform) {
        Known(String name, String part, double clockMhz, List<String> files) {
            this(name, part, clockMhz, files, Optional.empty(), Optional.empty());
        }

        Known(String name, String part, double clockMhz, OpenBoard open) {
            this(name, part, clockMhz, List.of(), Optional.of(open), Optional.empty());
        }

        static Known card(String name, String part, String platform) {
            return new Known(name, part, CARD_CLOCK_MHZ, List.of(), Optional.empty(), Optional.of(platform));
        }

        /** An unknown board or part. */
        public static final Known NONE = new Known("", "", STANDARD_CLOCK_MHZ, List.of());

        public Board board() {
            return files.isEmpty() && open.isEmpty() && platform.isEmpty()
                    ? Board.NONE
                    : new Board(name, files, open, platform);
        }

        /** The target of a section that has only a name. */
        public Target target(Span span) {
            return new Target(name, span, board(), part, clockMhz, 0, Map.of());
        }
    }

    /** The clock for a bare part. */
    public static final double STANDARD_CLOCK_MHZ = 100;

    private static final double CARD_CLOCK_MHZ = 200;

    private static final List<Known> BOARDS = List.of(
            new Known("pynq-z1", "xc7z020clg400-1", 100, List.of("*:pynq-z1:*")),
            new Known("pynq-z2", "xc7z020clg400-1", 100, List.of("*:pynq-z2:*")),
            new Known("zedboard", "xc7z020clg484-1", 100, List.of("*:zed:*", "*:zedboard:*")),
            new Known("zc706", "xc7z045ffg900-2", 200, List.of("*:zc706:*")),
            new Known("ultra96", "xczu3eg-sbva484-1-e", 200, List.of("*:ultra96v1:*")),
            new Known("ultra96-v2", "xczu3eg-sbva484-1-i", 200, List.of("*:ultra96v2:*")),
            new Known("aup-zu3", "xczu3eg-sfvc784-2-e", 200, List.of("*:aup-zu3-8gb:*")),
            new Known("aup-zu3-4gb", "xczu3eg-sfvc784-2-e", 200, List.of("*:aup-zu3-4gb:*")),
            new Known("zcu102", "xczu9eg-ffvb1156-2-e", 200, List.of("*:zcu102:*")),
            new Known("zcu104", "xczu7ev-ffvc1156-2-e", 200, List.of("*:zcu104:*")),
            new Known("kv260", "xck26-sfvc784-2LV-c", 200, List.of("*:kv260_som:*")),
            Known.card("alveo-u50", "xcu50-fsvh2104-2-e", "xilinx_u50_gen3x16_xdma_5_202210_1"),
            Known.card("alveo-u200", "xcu200-fsgd2104-2-e", "xilinx_u200_gen3x16_xdma_2_202110_1"),
            Known.card("alveo-u250", "xcu250-figd2104-2L-e", "xilinx_u250_gen3x16_xdma_4_1_202210_1"),
            Known.card("alveo-u280", "xcu280-fsvh2892-2L-e", "xilinx_u280_gen3x16_xdma_1_202211_1"),
            OpenBoards.ICE40_HX8K,
            OpenBoards.ICEBREAKER,
            OpenBoards.ICESUGAR,
            OpenBoards.ICESTICK,
            OpenBoards.ULX3S,
            OpenBoards.ULX3S_12F,
            OpenBoards.COLORLIGHT_I5,
            OpenBoards.ARTY_A7_35,
            OpenBoards.ARTY_A7_100,
            OpenBoards.BASYS_3);

    private Boards() {}

    public static List<String> names() {
        return BOARDS.stream().map(Known::name).toList();
    }

    /** The board of a name, in upper or lower case, or a bare part. */
    public static Optional<Known> of(String name) {
        Optional<Known> board =
                BOARDS.stream().filter(b -> b.name().equalsIgnoreCase(name)).findFirst();
        return board.isEmpty() && isPart(name) && name.contains("-")
                ? Optional.of(new Known(name, name, STANDARD_CLOCK_MHZ, List.of()))
                : board;
    }

    /** Whether a name begins like the vendor's part names. */
    public static boolean isPart(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("xc");
    }
}
