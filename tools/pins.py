"""Pin every dependency with its hashes: ``requirements/{run,dev,bench}.txt``, without any index address."""

import subprocess
import sys


PARTS: dict[str, tuple[str, ...]] = {
    "run": ("--build-deps-for=editable", "--allow-unsafe"),
    "dev": ("--extra=dev", "--constraint=requirements/run.txt", "--allow-unsafe"),
    "bench": ("--extra=bench", "--constraint=requirements/dev.txt", "--allow-unsafe"),
}


def main(arguments: list[str]) -> None:
    """Compile the named parts, or all; further words are handed to pip-compile, such as ``--upgrade``."""
    named = [word for word in arguments if word in PARTS] or list(PARTS)
    further = [word for word in arguments if word not in PARTS]
    for part in named:
        print(f"── requirements/{part}.txt")
        subprocess.run(
            [
                *(sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras"),
                *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-header"),
                *PARTS[part],
                *further,
                f"--output-file=requirements/{part}.txt",
                "pyproject.toml",
            ],
            check=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
