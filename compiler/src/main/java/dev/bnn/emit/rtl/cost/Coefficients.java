// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Look-up tables and flip-flops per unit of each feature, from the resource {@code coefficients.csv}. Its first lines, which begin
 * with {@code #}, say when and with which tools the coefficients were measured. Each other line has a feature, and two columns per
 * family.
 */
final class Coefficients {
    static final String RESOURCE = "coefficients.csv";

    /** Look-up tables and flip-flops that one of a feature takes. */
    record Each(double lut, double ff) {}

    private static final Map<Family, Map<Feature, Each>> ALL = read();

    private Coefficients() {}

    static Each of(Family family, Feature feature) {
        return ALL.get(family).get(feature);
    }

    private static Map<Family, Map<Feature, Each>> read() {
        Map<Family, Map<Feature, Each>> all = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            all.put(family, new EnumMap<>(Feature.class));
        }
        for (String line : lines()) {
            String[] cells = line.split(",", -1);
            Feature feature = Feature.valueOf(cells[0].toUpperCase(java.util.Locale.ROOT));
            for (Family family : Family.values()) {
                int at = 1 + 2 * family.ordinal();
                all.get(family)
                        .put(feature, new Each(Double.parseDouble(cells[at]), Double.parseDouble(cells[at + 1])));
            }
        }
        return all;
    }

    /** The lines of the resource that hold a feature. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Coefficients.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#") && !line.startsWith("feature,")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
