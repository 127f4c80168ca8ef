// A column of numbers that grows: eight bytes a number, however many.

/** Numbers in the order they were pushed. */
export class NumberColumn {
  private numbers = new Float64Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = number;
  }

  get(position: number): number {
    return this.numbers[position] as number;
  }
}
