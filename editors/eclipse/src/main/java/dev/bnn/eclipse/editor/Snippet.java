// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a proposal and the places in it for the user to fill in, in the order in which Tab visits them.
 *
 * @param text the text without the marks of the places
 */
record Snippet(String text, List<Place> places) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\d+)(?::([^}]*))?}|\\$(\\d+)|\\\\([\\\\$}])");

    Snippet {
        places = List.copyOf(places);
    }

    /**
     * A place to fill in.
     *
     * @param number its rank; 0 is the final position of the caret
     */
    record Place(int number, int offset, int length) {}

    /** Parses a text such as {@code conv ${1:16} kernel ${2:3}}. */
    static Snippet of(String marked) {
        StringBuilder text = new StringBuilder();
        List<Place> places = new ArrayList<>();
        Matcher mark = PLACE.matcher(marked);
        int end = 0;
        while (mark.find()) {
            text.append(marked, end, mark.start());
            end = mark.end();
            if (mark.group(4) != null) {
                text.append(mark.group(4));
                continue;
            }
            String filled = mark.group(2) == null ? "" : mark.group(2);
            int number = Integer.parseInt(mark.group(1) == null ? mark.group(3) : mark.group(1));
            places.add(new Place(number, text.length(), filled.length()));
            text.append(filled);
        }
        text.append(marked, end, marked.length());
        places.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        return new Snippet(text.toString(), places);
    }

    private static int rank(Place place) {
        return place.number() == 0 ? Integer.MAX_VALUE : place.number();
    }
}
