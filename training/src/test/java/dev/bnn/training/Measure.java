package dev.bnn.training;

import dev.bnn.data.*;
import dev.bnn.model.*;
import java.nio.file.Path;
import java.time.Duration;

class Measure {
    public static void main(String[] a) throws Exception {
        String net = a[0];
        String spec = a[1];
        int epochs = Integer.parseInt(a[2]);
        double rate = Double.parseDouble(a[3]);
        int threads = Integer.parseInt(a[4]);
        int limit = Integer.parseInt(a[5]);
        Recipe.Loss loss = a[6].equals("ce") ? Recipe.Loss.CROSS_ENTROPY : Recipe.Loss.SQUARED_HINGE;
        Network n = net.equals("cnv")
                ? Nets.cnv().build()
                : Nets.mlp(Integer.parseInt(net)).build();
        boolean c = net.equals("cnv");
        DataSet d = spec.equals("random")
                ? DataSet.of("r", Nets.TEN, Nets.noisy(limit, 3, 32, 10, 1), Nets.noisy(100, 3, 32, 10, 2))
                : Nets.load(spec, Path.of("."), c ? 3 : 1, c ? 32 : 28);
        d = DataSet.of(d.name(), d.classes(), d.train().first(limit), d.test().first(limit));
        System.out.println(d.train().count() + " " + d.test().count());
        TrainResult r = Trainer.train(
                new TrainRequest(
                        n,
                        Nets.recipe(
                                epochs,
                                100,
                                rate,
                                loss,
                                Math.min(5000, d.train().count() / 10)),
                        d,
                        Path.of("/tmp/train-measure"),
                        threads,
                        false),
                new TrainListener() {
                    public void epochFinished(EpochFigures f, boolean best, Duration rem) {
                        System.out.println(f + " " + best + " " + rem);
                    }
                });
        System.out.println(r.test().top1() + " " + r.test().top5() + " best " + r.bestEpoch());
    }
}
