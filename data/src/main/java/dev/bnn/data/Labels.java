// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Converts the labels in a file to the network's classes. */
public final class Labels {
    private static final int DIGITS = 10;

    private Labels() {}

    /** Converts a set in which label k belongs to the class whose name in the data is {@code found.get(k)}. */
    public static DataSet named(
            String name, String where, List<String> found, ImageSet train, ImageSet test, DataRequest request)
            throws DataException {
        ClassNames wanted = request.classes();
        if (wanted.any()) {
            return DataSet.of(name, found, train, test);
        }
        ClassNames.Match match = wanted.require(where, found, true);
        sayIfSimilar(where, match, wanted, request.progress());
        int[] map = found.stream().mapToInt(match.indices()::get).toArray();
        return mapped(name, wanted, map, train, test);
    }

    /**
     * Converts a set whose labels are numbers without names. If all classes are numbers, the labels are the names; otherwise they
     * follow the order of the classes, and a message says so.
     */
    public static DataSet numbered(String name, String where, ImageSet train, ImageSet test, DataRequest request)
            throws DataException {
        TreeSet<Integer> inTrain = new TreeSet<>();
        Arrays.stream(train.labels()).forEach(inTrain::add);
        TreeSet<Integer> all = new TreeSet<>(inTrain);
        Arrays.stream(test.labels()).forEach(all::add);
        int last = all.last();
        ClassNames wanted = request.classes();
        if (wanted.any()) {
            return DataSet.of(name, numbers(Math.max(DIGITS, last + 1)), train, test);
        }
        int[] map = IntStream.rangeClosed(0, last).toArray();
        if (wanted.numbers()) {
            List<String> found = all.stream().map(Object::toString).toList();
            Map<String, Integer> indices = wanted.require(where, found, false).indices();
            all.forEach(k -> map[k] = indices.get(k.toString()));
        } else {
            requireOrder(where, all.first(), last, wanted);
            sayOrder(where, wanted, request.progress());
        }
        DataSet data = mapped(name, wanted, map, train, test);
        sayIfEmpty(where, data, request.progress());
        return data;
    }

    /** Refuses labels beyond the number of classes, for classes that take the labels in order. */
    public static void requireOrder(String where, int first, int last, ClassNames wanted) throws DataException {
        if (last >= wanted.names().size()) {
            throw new DataException(
                    where + " has labels from " + first + " to " + last + "; the network has "
                            + wanted.names().size() + " classes: " + Messages.list(wanted.names()),
                    "Name as many classes, or say which label is which: write `NAME = LABEL` for each class.");
        }
    }

    public static void sayOrder(String where, ClassNames wanted, Progress progress) {
        progress.message(where + " has label numbers without names; the network's classes take them in order: "
                + order(wanted.names()));
    }

    private static DataSet mapped(String name, ClassNames wanted, int[] map, ImageSet train, ImageSet test) {
        boolean same = IntStream.range(0, map.length).allMatch(i -> map[i] == i);
        return same
                ? DataSet.of(name, wanted.names(), train, test)
                : DataSet.of(name, wanted.names(), train.relabelled(map), test.relabelled(map));
    }

    /** Reports names that match a class although they differ from its name. */
    public static void sayIfSimilar(String where, ClassNames.Match match, ClassNames wanted, Progress progress) {
        if (!match.similar().isEmpty()) {
            List<String> pairs = match.similar().stream()
                    .map(n -> n + " is class "
                            + wanted.names().get(match.indices().get(n)))
                    .toList();
            progress.message(where + ": " + Messages.list(pairs));
        }
    }

    private static void sayIfEmpty(String where, DataSet data, Progress progress) {
        boolean[] seen = new boolean[data.classes().size()];
        for (int label : data.train().labels()) {
            seen[label] = true;
        }
        List<String> empty = IntStream.range(0, seen.length)
                .filter(c -> !seen[c])
                .mapToObj(data.classes()::get)
                .toList();
        if (!empty.isEmpty()) {
            progress.message(where + " has no training images of " + Messages.list(empty));
        }
    }

    private static String order(List<String> names) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            pairs.add(i + " = " + names.get(i));
        }
        return Messages.list(pairs);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
