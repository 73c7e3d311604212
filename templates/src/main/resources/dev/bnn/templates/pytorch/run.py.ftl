# ---------------------------------------------------------------- a run


class Trainer:
    """Epochs of a recipe, the best of them by validation, a checkpoint as often as wanted, and one look at the test set."""

    def __init__(self, recipe, data, options, device, folder, start, teacher):
        self.recipe, self.options, self.device, self.folder = recipe, options, device, folder
        self.data = data
        images, validation = split(data, recipe)
        batch = min(recipe.batch, len(images.labels))
        self.batches = Batches(images, recipe, batch, device)
        self.validation = [torch.from_numpy(part).to(device) for part in validation]
        self.step = Step(recipe, self.batches, images.labels, device, options, self.scores_of_teacher(*teacher) if teacher else None)
        self.weights = self.step.weights
        if start is None:
            self.weights.begin()
        else:
            self.weights.begin_from(*start)
        self.mean = torch.zeros_like(self.weights.latent) if recipe.average else None
        # An epoch gives a hundred samples of the mean, or all its steps.
        self.sample_every = max(1, self.batches.steps // 100)
        self.span = recipe.average * (self.batches.steps // self.sample_every)
        self.epochs, self.best, self.best_epoch, self.steps_done, self.progress = [], None, 0, 0, 0.0
        learned = dataclasses.asdict(recipe)
        for key in ("epochs", "patience"):
            learned.pop(key)
        text = json.dumps([[list(w) for w in WEIGHTS], learned, LOW, HIGH, data_hash(data)], sort_keys=True)
        self.fingerprint = hashlib.sha256(text.encode()).hexdigest()
        self.written = time.monotonic()
        self.tail = None  # seconds from the last step of an epoch to its end

    def scores_of_teacher(self, recipe, parameters):
        """The teacher scores the same changed images, without dropout, with the statistics of the batch."""
        weights = Weights(recipe, self.device)
        weights.begin_from(parameters, weights.integers)
        net = Training(weights.leaves, recipe, torch.ones((), device=self.device), dropout=False)
        return lambda x: recipe.score_scale * network(net, x).flatten(1)

    # -- checkpoints

    def checkpoint(self):
        """Written beside its place and moved there, so that whoever ends the process leaves a whole one."""
        state = dict(
            fingerprint=self.fingerprint, latent=self.weights.latent.cpu(), moments=[m.cpu() for m in self.step.optimizer.moments],
            mean=None if self.mean is None else self.mean.cpu(), steps=self.steps_done, epochs=self.epochs, best=self.best,
            best_epoch=self.best_epoch, progress=self.progress)
        write_file(self.folder / "checkpoint.pt", lambda f: torch.save(state, f))
        # The best so far, too: what a run that is killed leaves can be imported.
        self.write_parameters()
        self.written = time.monotonic()

    def write_parameters(self):
        file = self.folder / (NAME + ".npz")
        write_file(file, lambda f: np.savez(f, **{name: p.numpy() for name, p in self.best.items()}))
        return file

    def resume(self):
        file = self.folder / "checkpoint.pt"
        if self.options.fresh or not file.is_file():
            return
        state = torch.load(file, map_location="cpu")
        if state["fingerprint"] != self.fingerprint:
            stop("%s belongs to another network, recipe or data set; --fresh starts again" % file)
        self.weights.latent.copy_(state["latent"])
        for m, saved in zip(self.step.optimizer.moments, state["moments"]):
            m.copy_(saved)
        if self.mean is not None:
            self.mean.copy_(state["mean"])
        self.weights.refresh(self.weights.latent)
        self.steps_done, self.epochs, self.progress = state["steps"], state["epochs"], state["progress"]
        self.best, self.best_epoch = state["best"], state["best_epoch"]
        print("%s: goes on after epoch %d" % (NAME, len(self.epochs)))

    # -- the clock

    def place(self):
        """Epoch of the recipe, from 0, that the schedules of rate and estimator are at."""
        if not self.by_time():
            return len(self.epochs)
        return min(self.recipe.epochs - 1e-9, self.progress * self.recipe.epochs)

    def by_time(self):
        return self.options.schedule == "time"

    def left(self):
        """Seconds of the budget before the test set has to be scored; infinite without a budget."""
        if self.options.seconds is None:
            return math.inf
        # Scoring the test set takes about as long an image as scoring the validation images.
        test = 3.0 if self.tail is None else 1.0 + self.tail * (1 + len(self.data.test.labels) / max(1, len(self.validation[1])))
        return self.options.seconds - (time.monotonic() - STARTED) - min(test, 0.2 * self.options.seconds)

    def done(self):
        epochs = len(self.epochs)
        patient = self.recipe.patience == 0 or epochs - self.best_epoch < self.recipe.patience or epochs == 0
        ended = self.progress >= 1 if self.by_time() else epochs >= self.recipe.epochs
        # An epoch that cannot be finished in time is not begun.
        late = epochs > 0 and self.left() < (self.epochs[-1]["seconds"] if self.ran else 0)
        return ended or not patient or late or STOPPING.is_set()

    # -- epochs

    def run(self):
        self.resume()
        self.ran = False
        self.begun, self.progress_before, self.epochs_before = time.monotonic(), self.progress, len(self.epochs)
        if not self.done():
            self.step.start(len(self.epochs), self.steps_done, 0.0, 1.0)
            if self.device.type == "cuda":
                check_exactness(self.step)
            self.step.prepare()
        while not self.done():
            if not self.epoch():
                break
            if time.monotonic() - self.written >= self.options.checkpoint_seconds:
                self.checkpoint()
        if self.ran:
            self.checkpoint()
        return self.best

    def epoch(self):
        """One epoch; False where it was cut short and is of no account."""
        recipe, number, began = self.recipe, len(self.epochs) + 1, time.monotonic()
        place = self.place()
        rate = rate_at(recipe, place, recipe.epochs)
        part = 0 if recipe.epochs < 2 else min(1, place / (recipe.epochs - 1))
        self.step.start(number - 1, self.steps_done, rate, 0.1 * 100**part)
        steps, look, shown = 0, 1, time.monotonic()
        for s in range(self.batches.steps):
            self.step.run()
            steps += 1
            done = self.steps_done + steps
            if self.mean is not None and done % self.sample_every == 0:
                self.mean.lerp_(self.weights.latent, 1.0 / min(done // self.sample_every, self.span))
            if steps % look == 0 and steps < self.batches.steps:
                # Waits for the device, about once a second.
                self.synchronize()
                now = time.monotonic()
                if self.device.type == "cuda":
                    look = max(1, int(look * min(2.0, 1.0 / max(1e-3, now - shown))))
                if now - shown >= (1 if sys.stdout.isatty() else 60):
                    shown = now
                    self.show(number, steps, now - began)
                elif self.device.type == "cuda":
                    shown = now
                if STOPPING.is_set() or self.left() < 0:
                    if self.epochs or STOPPING.is_set():
                        print("%s: epoch %d is cut short after %d of %d steps and left out"
                              % (NAME, number, steps, self.batches.steps))
                        return False
                    break
        self.synchronize()
        trained = time.monotonic() - began
        self.ran = True
        self.steps_done += steps
        loss = self.step.loss_sum.item() / steps
        accuracy = self.step.correct.item() / (steps * self.batches.batch)
        first = self.epochs[0]["loss"] if self.epochs else math.inf
        if not loss <= max(100, 1e4 * first) or not bool(torch.isfinite(self.weights.latent).all()):
            stop("training diverged in epoch %d: the loss is %s; try a smaller rate than %s" % (number, loss, rate))
        source = self.weights.latent if self.mean is None else self.mean
        self.weights.refresh(source)
        parameters = self.weights.parameters(source)
        parameters.update(self.step.settle())
        self.weights.refresh(self.weights.latent)
        validation = None
        if len(self.validation[1]):
            validation = evaluate(parameters, recipe, *self.validation, self.options.chunk)[0]
        better = self.best is None or validation is None or validation > self.epochs[self.best_epoch - 1]["validation_accuracy"]
        if better:
            self.best, self.best_epoch = {name: p.detach().cpu().clone() for name, p in parameters.items()}, number
        seconds = time.monotonic() - began
        self.tail = seconds - trained
        self.epochs.append(dict(
            epoch=number, loss=loss, train_accuracy=accuracy, validation_accuracy=validation, rate=rate,
            images_per_second=steps * self.batches.batch / trained, seconds=seconds))
        self.advance()
        self.tell(better)
        return True

    def advance(self):
        """How much of the schedule is done, 0 to 1."""
        if self.by_time():
            used = time.monotonic() - self.begun
            whole = used + max(0.0, self.left())
            self.progress = min(1.0, self.progress_before + (1 - self.progress_before) * used / whole)
        else:
            self.progress = len(self.epochs) / self.recipe.epochs

    def synchronize(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def show(self, number, steps, seconds):
        speed = steps * self.batches.batch / seconds
        print("  epoch %d: %d of %d steps, loss %.4f, %s images/s"
              % (number, steps, self.batches.steps, self.step.loss_sum.item() / steps, format(round(speed), ",")),
              end="\r" if sys.stdout.isatty() else "\n", flush=True)

    def tell(self, better):
        e = self.epochs[-1]
        done = len(self.epochs) - self.epochs_before
        used = time.monotonic() - self.begun
        if self.by_time():
            left = max(0.0, self.left())
        else:
            left = min(used / done * (self.recipe.epochs - len(self.epochs)), max(0.0, self.left()))
        validation = "" if e["validation_accuracy"] is None else "  validation %.2f %%%s" % (
            100 * e["validation_accuracy"], " *" if better else "")
        of = "" if self.by_time() else "/%d" % self.recipe.epochs
        print("epoch %d%s  loss %.4f  training %.2f %%%s  rate %.3g  %s images/s  %.1f s  left %d:%02d" % (
            e["epoch"], of, e["loss"], 100 * e["train_accuracy"], validation, e["rate"],
            format(round(e["images_per_second"]), ","), e["seconds"], left // 60, left % 60), flush=True)


def write_file(path, write):
    """Writes beside the place and moves there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".tmp")
    with open(beside, "wb") as f:
        write(f)
        f.flush()
        os.fsync(f.fileno())
    os.replace(beside, path)


def write_json(path, value):
    write_file(path, lambda f: f.write((json.dumps(value, indent=2) + "\n").encode()))


def finish(trainer, data, options):
    """Scores the test set, and writes NAME.npz, provenance.json and training.json as bnn:train does."""
    recipe, folder = trainer.recipe, trainer.folder
    best = {name: p.to(trainer.device) for name, p in trainer.best.items()}
    test = [torch.from_numpy(part).to(trainer.device) for part in data.test]
    top1, top5, confusion = evaluate(best, recipe, *test, options.chunk)
    file = trainer.write_parameters()
    held = len(trainer.validation[1])
    versions = dict(bnn=BNN, torch=torch.__version__, python=platform.python_version(), os=platform.platform())
    device = torch.cuda.get_device_name() if trainer.device.type == "cuda" else "cpu"
    write_json(folder / "provenance.json", dict(
        network=NAME, parameters=file.name, parameters_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        data=dict(name=data.name, sha256=data_hash(data), train_images=trainer.batches.count, validation_images=held,
                  test_images=len(test[1])),
        recipe=dict(name=recipe.name, text=recipe.text, changed=changes(options)), seed=recipe.seed,
        epochs=len(trainer.epochs), best_epoch=trainer.best_epoch, test_top1=top1, test_top5=top5,
        script=Path(__file__).name, device=device, math=options.math, versions=versions,
        date=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())))
    write_json(folder / "training.json", dict(
        network=NAME, best_epoch=trainer.best_epoch, test_top1=top1, test_top5=top5, test_confusion=confusion,
        epochs=trainer.epochs))
    print("%s: best epoch %d; on %s test images top-1 %.2f %%, top-5 %.2f %%; written to %s"
          % (NAME, trainer.best_epoch, format(len(test[1]), ","), 100 * top1, 100 * top5, file))


def load_parameters(file):
    """Arrays of NAME.npz by name."""
    if not Path(file).is_file():
        stop("there is no file %s" % file)
    with np.load(file) as arrays:
        return {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}


def load_packed(file, seed):
    """Packed parameters: of a bipolar layer's latent weights their signs; their sizes are drawn evenly from 0 to 1."""
    if not Path(file).is_file():
        stop("`start pretrained` needs %s; --pretrained says where it is" % file)
    random = Random(seed)
    parameters = {}
    with np.load(file) as arrays:
        for w in WEIGHTS:
            columns = w.fan_in
            if w.name + ".bits" in arrays.files:
                bits = np.unpackbits(arrays[w.name + ".bits"], axis=1, bitorder="little")[:, :columns].ravel()
                signs = bits.astype(np.float32) * 2 - 1
                values = signs * (1 - random.doubles(len(signs))).astype(np.float32)
            else:
                values = arrays[w.name + ".integers" if w.name + ".integers" in arrays.files else w.name].astype(np.float32)
            parameters[w.name] = torch.from_numpy(values.reshape(w.shape))
    return parameters


def integer_names(recipe):
    return [w.name for w in WEIGHTS if w.kind in LIMITS and w.kind != "bipolar"] if not recipe.float_weights else []


def changes(options):
    """What the command line puts in the place of the recipe's entries."""
    return {key: getattr(options, key) for key in ("epochs", "batch", "rate", "seed") if getattr(options, key) is not None}


def arguments():
    parser = argparse.ArgumentParser(description="Trains the network %s: see docs/pytorch.md of bnn." % NAME)
    parser.add_argument("--data", default=DATA_FOLDER, help="folder of the images")
    parser.add_argument("--out", default=NAME + "-trained", help="folder of the results and of the checkpoint")
    parser.add_argument("--epochs", type=int, help="in place of the recipe's")
    parser.add_argument("--batch", type=int, help="images a step, in place of the recipe's")
    parser.add_argument("--rate", type=float, help="initial learning rate, in place of the recipe's")
    parser.add_argument("--seed", type=int, help="in place of the recipe's")
    parser.add_argument("--train-images", type=int, default=TRAIN_IMAGES, help="number of images to train on, from the first on")
    parser.add_argument("--seconds", type=float, help="stops with all files written after this number of seconds, loading and testing included")
    parser.add_argument("--schedule", choices=("epochs", "time"),
                        help="what the rate goes by; time, the share of --seconds that has passed, is the default where --seconds"
                        " is given without --epochs")
    parser.add_argument("--checkpoint-seconds", type=float, default=60, help="an end of an epoch writes a checkpoint if the last"
                        " is so old")
    parser.add_argument("--fresh", action="store_true", help="begins again, whatever checkpoint there is")
    parser.add_argument("--pretrained", default=str(Path(__file__).with_name(NAME + ".pretrained.npz")),
                        help="packed parameters, for `start pretrained`")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--math", choices=("float32", "tf32", "bfloat16"),
                        help="products on a GPU; tf32 is the default there: see docs/pytorch.md")
    parser.add_argument("--compile", action="store_true", help="torch.compile of the step")
    parser.add_argument("--no-graph", action="store_true", help="no CUDA graph")
    parser.add_argument("--threads", type=int, help="threads on a CPU")
    parser.add_argument("--chunk", type=int, help="images that are scored at once")
    options = parser.parse_args()
    cuda = torch.device(options.device).type == "cuda"
    options.math = options.math or ("tf32" if cuda else "float32")
    options.chunk = options.chunk or (1000 if cuda else 100)
    if options.schedule is None:
        options.schedule = "time" if options.seconds is not None and options.epochs is None else "epochs"
    if options.schedule == "time" and options.seconds is None:
        parser.error("--schedule time needs --seconds")
    for name in ("epochs", "batch", "rate", "seconds", "train_images", "threads", "chunk"):
        if getattr(options, name) is not None and not getattr(options, name) > 0:
            parser.error("--%s is to be above 0" % name.replace("_", "-"))
    return options


def main():
    options = arguments()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: STOPPING.set())
    device = torch.device(options.device)
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.backends.cudnn.benchmark = True
    tf32 = options.math != "float32"
    torch.backends.cudnn.allow_tf32 = tf32
    torch.backends.cuda.matmul.allow_tf32 = tf32
    out = Path(options.out)
    results, wanted, sets = {}, RECIPES[-1], {}
    if torch.device(device).type == "cuda":
        print("%s: PyTorch %s on %s, %s" % (NAME, torch.__version__, torch.cuda.get_device_name(), options.math))
    for recipe in RECIPES:
        if recipe is wanted:
            recipe = dataclasses.replace(recipe, **changes(options))
        elif len(RECIPES) > 1:
            print("%s: recipe %s first, for %s" % (NAME, recipe.name, wanted.name))
        schedule = options.schedule
        if recipe.name != wanted.name:
            options.schedule = "epochs"
        data = sets.setdefault(recipe.seed, None) or read_data(options.data, recipe.seed)
        sets[recipe.seed] = data
        data, recipe = limited(data, recipe, options.train_images)
        by_name = {r.name: r for r in RECIPES}
        start = None
        if recipe.start == "pretrained":
            start = load_packed(options.pretrained, recipe.seed), integer_names(recipe)
        elif recipe.start:
            start = results[recipe.start], integer_names(by_name[recipe.start])
        teacher = (by_name[recipe.teacher], results[recipe.teacher]) if recipe.teacher else None
        folder = out if recipe.name == wanted.name else out / "recipes" / recipe.name
        trainer = Trainer(recipe, data, options, device, folder, start, teacher)
        print("%s: %s training images, %s to validate, batch %d"
              % (NAME, format(trainer.batches.count, ","), format(len(trainer.validation[1]), ","), trainer.batches.batch))
        results[recipe.name] = trainer.run()
        options.schedule = schedule
        if STOPPING.is_set():
            stop("stopped after epoch %d; the same command goes on" % len(trainer.epochs))
        if trainer.best is None:
            stop("no epoch was finished in time")
        finish(trainer, data, options)


STOPPING = threading.Event()

if __name__ == "__main__":
    main()
