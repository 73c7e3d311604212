// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import dev.bnn.workflow.Events;
import dev.bnn.workflow.record.Trials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Searches with other settings: the present one is in {@code tune}, those that another took the place of in {@code tune-1},
 * {@code tune-2}, ... beside it, whole, so that the command of an earlier search goes on where it stood.
 */
public final class EarlierSearches {
    private static final Pattern NAME = Pattern.compile("tune-([1-9][0-9]{0,8})");

    private EarlierSearches() {}

    /**
     * Makes the folder that of the search with this fingerprint: empty for a new one, with its trials for one that was begun before.
     * What another search left there is moved aside.
     */
    public static void choose(Path folder, String fingerprint, String network, Events events) throws IOException {
        if (!Files.isRegularFile(Trials.file(folder)) || Trials.of(folder, fingerprint)) {
            return;
        }
        List<Path> earlier = earlier(folder);
        Path aside = folder.resolveSibling("tune-" + (number(earlier) + 1));
        Files.move(folder, aside);
        for (Path candidate : earlier) {
            if (Trials.of(candidate, fingerprint)) {
                Files.move(candidate, folder);
                events.info(network + ": goes on with the search that stood in " + candidate
                        + "; the last one is kept in " + aside);
                return;
            }
        }
        events.info(network + ": the settings are new, so a new search begins; the last one is kept in " + aside
                + ", and its command goes on with it");
    }

    private static List<Path> earlier(Path folder) throws IOException {
        List<Path> earlier = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.getParent())) {
            files.filter(f -> NAME.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .forEach(earlier::add);
        }
        return earlier;
    }

    private static int number(List<Path> earlier) {
        int last = 0;
        for (Path folder : earlier) {
            Matcher name = NAME.matcher(folder.getFileName().toString());
            if (name.matches()) {
                last = Math.max(last, Integer.parseInt(name.group(1)));
            }
        }
        return last;
    }
}
