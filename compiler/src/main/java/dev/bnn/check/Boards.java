package dev.bnn.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The boards: to add one, add a line. */
final class Boards {
    /** A board's device, and the clock where a target section names none. */
    record Board(String name, String part, double clockMhz) {}

    /** The clock for a bare part. */
    static final double STANDARD_CLOCK_MHZ = 100;

    private static final List<Board> BOARDS = List.of(
            new Board("pynq-z1", "xc7z020clg400-1", 100),
            new Board("pynq-z2", "xc7z020clg400-1", 100),
            new Board("zedboard", "xc7z020clg484-1", 100),
            new Board("zc706", "xc7z045ffg900-2", 200),
            new Board("ultra96", "xczu3eg-sbva484-1-e", 200),
            new Board("ultra96-v2", "xczu3eg-sbva484-1-i", 200),
            new Board("zcu102", "xczu9eg-ffvb1156-2-e", 200),
            new Board("zcu104", "xczu7ev-ffvc1156-2-e", 200),
            new Board("kv260", "xck26-sfvc784-2LV-c", 200));

    private Boards() {}

    static List<String> names() {
        return BOARDS.stream().map(Board::name).toList();
    }

    /** The board of a name, in upper or lower case, or a board that is nothing but a part. */
    static Optional<Board> of(String name) {
        Optional<Board> board =
                BOARDS.stream().filter(b -> b.name().equalsIgnoreCase(name)).findFirst();
        return board.isEmpty() && isPart(name) && name.contains("-")
                ? Optional.of(new Board(name, name, STANDARD_CLOCK_MHZ))
                : board;
    }

    /** Whether a name begins as the vendor's parts do. */
    static boolean isPart(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("xc");
    }
}
