// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.array.UnitArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The number of elements into which the pragmas of a design partition its arrays, and the arrays that they reshape. */
final class Partitions {
    private static final Pattern PRAGMA =
            Pattern.compile("(array_partition|array_reshape) variable = (\\w+) complete dim = (\\d)");
    private static final Pattern EXTENT = Pattern.compile("\\[(\\d+)]");

    private Partitions() {}

    /** Checks each array against the limits of HLS. Returns the largest number of elements, and the reshaped arrays. */
    static Found check(Dataflow flow) {
        Map<String, Long> elements = new HashMap<>();
        List<String> reshaped = new ArrayList<>();
        for (Unit unit : flow.units()) {
            HlsView.Unit view = HlsUnits.view(unit, HlsUnits.call(unit, "top"));
            Map<String, List<Integer>> extents =
                    UnitArray.of(unit).stream().collect(Collectors.toMap(UnitArray::name, UnitArray::extent));
            Map<String, Long> partitioned = new HashMap<>();
            for (HlsView.Pragma pragma : view.pragmas()) {
                Matcher m = PRAGMA.matcher(pragma.text());
                if (m.matches()) {
                    List<Integer> extent =
                            m.group(2).equals("ring") ? extent(view.locals().get(0)) : extents.get(m.group(2));
                    long here = extent.get(Integer.parseInt(m.group(3)) - 1);
                    if (m.group(1).equals("array_reshape")) {
                        assertThat(here).as("%s of %s", pragma.text(), unit).isLessThanOrEqualTo(1024);
                        reshaped.add(m.group(2));
                    } else {
                        partitioned.merge(m.group(2), here, (a, b) -> a * b);
                    }
                }
            }
            partitioned.forEach((array, count) -> elements.put(unit.name() + " " + array, count));
        }
        assertThat(elements.values()).as("%s", elements).allMatch(count -> count <= 1024);
        return new Found(elements.values().stream().mapToLong(e -> e).max().orElse(0), reshaped);
    }

    record Found(long most, List<String> reshaped) {}

    private static List<Integer> extent(String declaration) {
        return EXTENT.matcher(declaration)
                .results()
                .map(r -> Integer.parseInt(r.group(1)))
                .toList();
    }

    /** Extents, as the C++ library writes them, of the arrays that a header partitions. */
    static Stream<String> extents(String header) {
        return Pattern.compile("array_partition variable = (\\w+) complete")
                .matcher(header)
                .results()
                .map(r -> {
                    Matcher declared =
                            Pattern.compile("\\b" + r.group(1) + "\\[(.*)];").matcher(header);
                    assertThat(declared.find()).as(r.group(1)).isTrue();
                    return declared.group(1);
                });
    }
}
