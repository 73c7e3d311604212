package dev.bnn.estimate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a device holds, from the vendor's product tables. */
public record Device(String family, long lut, long bram36, long uram, long dsp) {
    private static final List<Device> KNOWN = List.of(
            new Device("xc7z020", 53_200, 140, 0, 220),
            new Device("xc7z045", 218_600, 545, 0, 900),
            new Device("xczu3eg", 70_560, 216, 0, 360),
            new Device("xczu7ev", 230_400, 312, 96, 1_728),
            new Device("xczu9eg", 274_080, 912, 0, 2_520),
            new Device("xck26", 117_120, 144, 64, 1_248));

    /** The device of a full part name such as {@code xc7z020clg400-1}; empty where it is not known here. */
    public static Optional<Device> ofPart(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return KNOWN.stream().filter(d -> name.startsWith(d.family)).findFirst();
    }

    /** Block RAM in halves of 18 kbit. */
    public long bram18() {
        return 2 * bram36;
    }
}
