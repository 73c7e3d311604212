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
 * Searches with other settings. The current search is in {@code tune}; earlier ones are kept complete in {@code tune-1},
 * {@code tune-2}, ... beside it, so that the command of an earlier search continues it.
 */
public final class EarlierSearches {
    private static final Pattern NAME = Pattern.compile("tune-([1-9][0-9]{0,8})");

    private EarlierSearches() {}

    /**
     * Prepares the folder for the search with this fingerprint: with its trials if it was started before, otherwise empty. Sets
     * aside another search that is in the folder.
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
                events.info(
                        network + ": continues the search in " + candidate + "; the previous one is kept in " + aside);
                return;
            }
        }
        events.info(network + ": the settings are new, so a new search begins; the previous one is kept in " + aside
                + ", and its command continues it");
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
